import { expect, test } from 'vitest';
import { referralSearchSchema, toRewardFilter } from './referral-search';

const asked = (params: Record<string, unknown>) =>
  toRewardFilter(referralSearchSchema.parse(params), '2026-11-23');

test('the ledger opens with what is not paid yet, whatever a wrong link says', () => {
  expect(asked({})).toEqual({ state: 'pending' });
  expect(asked({ view: 'x' })).toEqual({ state: 'pending' });
});

test('what was paid is there also where less is earned by now', () => {
  expect(asked({ view: 'paid', advocate_id: 'adv_1' })).toEqual({
    state: 'paid,overpaid',
    advocate_id: 'adv_1',
  });
});

test('what is due is due by the day of the workspace', () => {
  expect(asked({ view: 'due' })).toEqual({ state: 'pending', due_on_lte: '2026-11-23' });
  expect(asked({ view: 'all' })).toEqual({});
});
