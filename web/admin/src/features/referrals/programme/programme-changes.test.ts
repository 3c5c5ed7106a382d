import { expect, test } from 'vitest';
import { changedProgramme } from './programme-changes';

const before = { enabled: false, offer: null, won_reward: { amount: 500, currency: 'CNY' }, hold_days: 0 };

test('publishing names the fields that change, in the order of the form', () => {
  const after = { ...before, enabled: true, hold_days: 30, won_reward: { currency: 'CNY', amount: 800 } };
  expect(changedProgramme(before, after)).toEqual(['enabled', 'won_reward', 'hold_days']);
});

test('what is empty is the same as what is missing', () => {
  expect(changedProgramme(before, { ...before, offer: '', hold_days: 0 })).toEqual([]);
  expect(changedProgramme(before, { ...before, won_reward: null })).toEqual(['won_reward']);
});
