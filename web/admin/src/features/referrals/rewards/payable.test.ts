import type { ReferralReward } from '@perennial/api-client';
import { expect, test } from 'vitest';
import { payableOf, standingOf } from './payable';

const reward = (id: string, advocate: string, amount: number, part: Partial<ReferralReward> = {}) =>
  ({
    id,
    advocate: { id: advocate, name: advocate, code: advocate },
    amount: { amount, currency: 'CNY' },
    state: 'pending',
    payable: true,
    due_on: '2026-11-01',
    ...part,
  }) as ReferralReward;

test('only what is ticked and can be paid is added up, for each advocate', () => {
  const rows = [
    reward('a', 'Chen', 100),
    reward('b', 'Lin', 200),
    reward('c', 'Chen', 50),
    reward('d', 'Chen', 1000, { payable: false }),
    reward('e', 'Chen', 7),
  ];
  const { ids, amounts, payees, left } = payableOf(rows, new Set(['a', 'b', 'c', 'd']));
  expect(ids).toEqual(['a', 'b', 'c']);
  expect(amounts).toEqual([{ amount: 350, currency: 'CNY' }]);
  expect(
    payees.map(({ advocate, count, amounts: [total] }) => [advocate.name, count, total?.amount]),
  ).toEqual([
    ['Chen', 2, 150],
    ['Lin', 1, 200],
  ]);
  expect(left).toBe(1);
});

test('different currencies are never added to each other', () => {
  const rows = [reward('a', 'Chen', 100), reward('b', 'Chen', 5, { amount: { amount: 5, currency: 'USD' } })];
  expect(payableOf(rows, new Set(['a', 'b'])).amounts).toEqual([
    { amount: 100, currency: 'CNY' },
    { amount: 5, currency: 'USD' },
  ]);
});

test('a due reward that cannot be paid waits for a verdict, an early one for its day', () => {
  const today = '2026-11-01';
  expect(standingOf(reward('a', 'Chen', 1), today)).toBe('payable');
  expect(standingOf(reward('a', 'Chen', 1, { payable: false }), today)).toBe('review');
  expect(standingOf(reward('a', 'Chen', 1, { payable: false, due_on: '2026-11-02' }), today)).toBe('waiting');
  expect(standingOf(reward('a', 'Chen', 1, { payable: false, state: 'overpaid' }), today)).toBe('overpaid');
});
