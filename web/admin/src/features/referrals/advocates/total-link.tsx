import type { Advocate } from '@perennial/api-client';
import { Figure, Money } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import type { ReferralSearch } from '../referral-search';

export const totals = ['referrals', 'won', 'pending', 'paid'] as const;
export type Total = (typeof totals)[number];

/** What the list behind each figure is asked for. */
const lists: Record<Total, ReferralSearch> = {
  referrals: { state: 'pending,qualified,won,lost' },
  won: { state: 'won' },
  pending: { tab: 'rewards', view: 'pending' },
  paid: { tab: 'rewards', view: 'paid' },
};

/** What came of an advocate's referrals; opens the list that it counts. */
export function TotalLink({ of, total }: { of: Advocate; total: Total }) {
  const { referrals, won, pending_amount, paid_amount } = of.totals;
  const figures = {
    referrals: <Figure value={referrals} />,
    won: <Figure value={won} />,
    pending: <Money value={pending_amount} />,
    paid: <Money value={paid_amount} />,
  };
  return (
    <Link to="/referrals" search={{ ...lists[total], advocate_id: of.id }}>
      {figures[total]}
    </Link>
  );
}
