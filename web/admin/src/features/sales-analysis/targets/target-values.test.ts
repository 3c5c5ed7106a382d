import { expect, test } from 'vitest';
import { neighbourDay, targetValues } from './target-values';

const month = {
  month: '2026-11-01',
  version: 2,
  updated_at: '2026-11-02T00:00:00Z',
  targets: [
    { member_id: 'mem_gone', won: 3, won_amount: null, ordered_amount: null },
    { member_id: null, won: 30, won_amount: { amount: 100, currency: 'CNY' }, ordered_amount: null },
  ],
};

test('the form has a row for the team, for every member, and for those who left with a target', () => {
  const { targets } = targetValues(month, ['mem_a', 'mem_b']);
  expect(targets.map(({ member_id }) => member_id)).toEqual([null, 'mem_a', 'mem_b', 'mem_gone']);
  expect(targets[0]).toEqual(month.targets[1]);
  expect(targets[1]).toEqual({ member_id: 'mem_a', won: null, won_amount: null, ordered_amount: null });
});

test('the next period begins on the day after, also over the end of a year', () => {
  expect(neighbourDay('2026-12-31', 1)).toBe('2027-01-01');
  expect(neighbourDay('2026-03-01', -1)).toBe('2026-02-28');
});
