// @vitest-environment jsdom
import { expect, it } from 'vitest';
import type { PublicQuote } from '../contract';
import { speak } from '../text';
import { outcomeOf } from './quote-answer';
import { linesView } from './quote-lines';
import { day, money, percent } from './quote-text';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

const quote: PublicQuote = {
  seller: 'ShopPilot',
  number: 'Q-2026-0001',
  status: 'sent',
  locale: 'en',
  lines: [
    {
      text: '<b>Pro</b>',
      seats: 1,
      quantity: 1,
      unit_price: yuan(50_000),
      billing: 'yearly',
      discount_basis_points: 1250,
      total: yuan(43_750),
    },
  ],
  totals: { once: yuan(0), yearly: yuan(43_750), first_year: yuan(43_750), discount: yuan(6_250) },
  valid_until: '2026-12-31',
};

it('amounts, days and discounts are written as its language writes them', () => {
  speak('en');
  expect([money(yuan(123_456)), money({ amount: 500, currency: 'JPY' })]).toEqual(['¥1,234.56', '¥500']);
  expect([percent(1250), percent(1000)]).toEqual(['12.5%', '10%']);
  expect(day('2026-12-31')).toBe('December 31, 2026');
  speak('zh-CN');
  expect(day('2026-12-31')).toMatch(/^2026/);
});

it('the figures are those of the server, and a text stays a text', () => {
  speak('en');
  const table = linesView(quote);
  expect(table.querySelector('b')).toBeNull();
  expect(table.querySelectorAll('tbody')).toHaveLength(1);
  expect(table.querySelector('tfoot')?.textContent).toContain('¥437.50');
  expect(table.querySelector('.item')?.textContent).toContain('12.5% off');
});

it('what became of it is told with the name of who answered, where one is known', () => {
  speak('en');
  const answered = { ...quote, status: 'accepted' as const, answered_at: '2026-11-24T08:00:00Z' };
  expect(outcomeOf({ ...answered, answered_by_name: 'Li Fang' }).texts[0]).toContain('Li Fang accepted');
  expect(outcomeOf(answered).texts[0]).toMatch(/^This quote was accepted on/);
  expect(outcomeOf({ ...quote, status: 'expired' }).texts[0]).toContain('December 31, 2026');
});
