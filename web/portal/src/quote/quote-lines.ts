import type { PublicQuote, QuoteLine } from '../contract';
import { element } from '../element';
import { money, percent, say } from './quote-text';

/** What is offered, first what is paid once and then what is paid each year, and what it adds up to. */
export function linesView(quote: PublicQuote): HTMLElement {
  const head = element(
    'tr',
    {},
    element('th', { scope: 'col' }, say('item')),
    ...(['quantity', 'unit_price', 'discount', 'amount'] as const).map((key) =>
      element('th', { scope: 'col', class: key === 'amount' ? 'amount' : 'detail' }, say(key)),
    ),
  );
  return element(
    'table',
    { class: 'lines' },
    element('thead', {}, head),
    ...group(quote, 'once'),
    ...group(quote, 'yearly'),
    element('tfoot', {}, sum(say('first_year'), money(quote.totals.first_year), 'total')),
  );
}

function group({ lines, totals }: PublicQuote, billing: QuoteLine['billing']): HTMLElement[] {
  const mine = lines.filter((line) => line.billing === billing);
  if (mine.length === 0) return [];
  const title = element('th', { scope: 'colgroup', colspan: '5' }, say(billing));
  return [
    element(
      'tbody',
      {},
      element('tr', { class: 'group' }, title),
      ...mine.map(lineView),
      sum(say(`sum_${billing}`), money(totals[billing]), 'subtotal'),
    ),
  ];
}

function lineView(line: QuoteLine): HTMLElement {
  const { text, quantity, unit_price, discount_basis_points: discount, seats, total } = line;
  const price = money(unit_price);
  const number = new Intl.NumberFormat(document.documentElement.lang).format(quantity);
  const off = discount > 0 ? say('off', { percent: percent(discount) }) : '';
  const seated = seats ? say(seats === 1 ? 'seats_one' : 'seats_other', { count: String(seats) }) : '';
  // On a phone there is no room for the columns between: the same stands below the name.
  const short = [quantity > 1 || off ? say('times', { quantity: number, price }) : '', off];
  return element(
    'tr',
    {},
    element(
      'td',
      { class: 'item' },
      text,
      ...(seated ? [element('span', { class: 'meta' }, seated)] : []),
      ...(short.some(Boolean)
        ? [element('span', { class: 'meta short' }, short.filter(Boolean).join(' · '))]
        : []),
    ),
    element('td', { class: 'detail' }, number),
    element('td', { class: 'detail' }, price),
    element('td', { class: 'detail' }, discount > 0 ? `−${percent(discount)}` : '—'),
    element('td', { class: 'amount' }, money(total)),
  );
}

function sum(label: string, amount: string, className: string): HTMLElement {
  return element(
    'tr',
    { class: className },
    element('th', { scope: 'row' }, label),
    element('td', { class: 'detail', colspan: '3' }),
    element('td', { class: 'amount' }, amount),
  );
}
