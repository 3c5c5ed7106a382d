import type { AdvocateRef, ReferralReward } from '@perennial/api-client';
import type { MoneyValue } from '@perennial/ui';

export type Payee = { advocate: AdvocateRef; count: number; amounts: MoneyValue[] };
export type Payable = {
  ids: string[];
  /** In each currency; as a rule there is one. */
  amounts: MoneyValue[];
  payees: Payee[];
  /** How many were chosen that cannot be paid now. */
  left: number;
};

/** What of the chosen rewards can be paid today, and to whom how much: only what somebody has ticked is added up. */
export function payableOf(rows: readonly ReferralReward[], chosen: ReadonlySet<string>): Payable {
  const payable = rows.filter(({ id, payable: isPayable }) => isPayable && chosen.has(id));
  const byAdvocate = new Map<string, ReferralReward[]>();
  for (const reward of payable) {
    byAdvocate.set(reward.advocate.id, [...(byAdvocate.get(reward.advocate.id) ?? []), reward]);
  }
  const payees = [...byAdvocate.values()].flatMap((rewards): Payee[] => {
    const [first] = rewards;
    return first ? [{ advocate: first.advocate, count: rewards.length, amounts: sums(rewards) }] : [];
  });
  return {
    ids: payable.map(({ id }) => id),
    amounts: sums(payable),
    payees,
    left: chosen.size - payable.length,
  };
}

function sums(rewards: readonly ReferralReward[]): MoneyValue[] {
  const totals = new Map<string, number>();
  for (const { amount } of rewards) {
    totals.set(amount.currency, (totals.get(amount.currency) ?? 0) + amount.amount);
  }
  return [...totals].map(([currency, amount]) => ({ amount, currency }));
}

export type Standing = 'payable' | 'waiting' | 'review' | 'paid' | 'cancelled' | 'overpaid';

/** A reward that is not paid yet may be paid, waits for its day, or waits for a verdict. */
export function standingOf({ state, payable, due_on }: ReferralReward, today: string): Standing {
  if (state !== 'pending') return state;
  if (payable) return 'payable';
  return due_on > today ? 'waiting' : 'review';
}
