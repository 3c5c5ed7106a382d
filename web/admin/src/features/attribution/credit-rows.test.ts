import type { AttributionRun } from '@perennial/api-client';
import { expect, test } from 'vitest';
import { creditRows, largest } from './credit-rows';

const credit = (channel_id: string, conversions: number) => ({
  channel_id,
  campaign_id: null,
  name: channel_id,
  conversions,
  revenue: { amount: conversions * 2, currency: 'CNY' },
});

const run = {
  models: [
    { model: 'first', credits: [credit('a', 2000)] },
    { model: 'linear', credits: [credit('a', 500), credit('b', 1500)] },
  ],
  markov: { intervals: [{ channel_id: 'b', campaign_id: null, removal_effect: 0.5, low: 1, high: 2 }] },
} as unknown as AttributionRun;

test('every channel that some model gives credit has a row, the largest linear one first', () => {
  const rows = creditRows(run, 'conversions');
  expect(rows.map(({ id }) => id)).toEqual(['b', 'a']);
  expect(rows[0]?.interval?.removal_effect).toBe(0.5);
  expect(rows[0]?.credits.first).toBeUndefined();
  expect(largest(rows, 'conversions')).toBe(2000);
  expect(largest(rows, 'revenue')).toBe(4000);
});
