import type { Plan, Quote } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { lineOf, linesOfPlan, previewOf, quoteOf, valuesOf } from './quote-values';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

describe('a line of a quote', () => {
  it('says its discount in hundredths of a percent, without the crumbs of floating point', () => {
    const line = { text: ' Training ', unit_price: yuan(1), billing: 'once', discount: 8.29 } as const;
    expect(lineOf(line)).toEqual({
      text: 'Training',
      unit_price: yuan(1),
      quantity: 1,
      discount_basis_points: 829,
      billing: 'once',
    });
  });

  it('names seats only with a plan', () => {
    const line = { text: 'Training', unit_price: yuan(1), billing: 'once', seats: 3 } as const;
    expect(lineOf(line)).not.toHaveProperty('seats');
    expect(lineOf({ ...line, plan_id: 'plan_1' })).toMatchObject({ plan_id: 'plan_1', seats: 3 });
  });

  it('counts as nothing in the figures until it has a price', () => {
    const [line] = previewOf([{ billing: 'yearly' }], 'CNY');
    expect(line).toMatchObject({ unit_price: yuan(0), quantity: 1 });
  });
});

describe('a plan in a quote', () => {
  const plan = { id: 'plan_1', name: 'Pro', opening_fee: yuan(800), annual_fee: yuan(500) } as Plan;

  it('is two lines with its own fees, and one where opening is free', () => {
    expect(linesOfPlan(plan, 'Opening').map(({ billing, unit_price }) => [billing, unit_price])).toEqual([
      ['once', yuan(800)],
      ['yearly', yuan(500)],
    ]);
    const free = linesOfPlan({ ...plan, opening_fee: yuan(0) }, 'Opening');
    expect(free.map(({ billing }) => billing)).toEqual(['yearly']);
  });
});

it('a quote that is saved again as it was read stays what it was', () => {
  const quote = {
    recipient_name: 'Li',
    recipient_company: null,
    locale: 'en',
    valid_until: '2026-12-31',
    terms: null,
    lines: [
      {
        plan_id: null,
        seats: null,
        text: 'Training',
        quantity: 2,
        unit_price: yuan(800),
        billing: 'once',
        discount_basis_points: 1250,
      },
    ],
  } as unknown as Quote;
  expect(quoteOf(valuesOf(quote))).toEqual({
    recipient_name: 'Li',
    recipient_company: null,
    locale: 'en',
    valid_until: '2026-12-31',
    terms: null,
    lines: [
      {
        text: 'Training',
        quantity: 2,
        unit_price: yuan(800),
        billing: 'once',
        discount_basis_points: 1250,
      },
    ],
  });
});
