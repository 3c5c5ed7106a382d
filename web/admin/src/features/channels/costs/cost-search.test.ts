import { expect, test } from 'vitest';
import { costSearchSchema, marginOf, toCostQuery } from './cost-search';

test('the address asks for what the API can answer, and a wrong one for the usual', () => {
  const search = costSearchSchema.parse({ from: '2026-01-01', by: 'campaign', basis: 'x', margin: 80 });
  expect(toCostQuery(search)).toEqual({ from_on: '2026-01-01', by: 'campaign', gross_margin: 0.8 });
  expect(toCostQuery(costSearchSchema.parse({ basis: 'attributed' }))).toEqual({ model: 'linear' });
});

test('a margin that makes no sense counts for none', () => {
  for (const margin of ['0', '101', 'much', '']) expect(marginOf({ margin } as never)).toBeUndefined();
});
