import * as z from 'zod/mini';
import { searchFlag, searchText, searchWord } from '../../shared/filters/search-text';

export const referralTabs = ['referrals', 'advocates', 'rewards', 'programme'] as const;
export const rewardViews = ['pending', 'due', 'paid', 'overpaid', 'cancelled', 'all'] as const;
export const advocateKinds = ['working', 'blocked'] as const;

export const referralSearchSchema = z.object({
  tab: searchWord(referralTabs),
  q: searchText,
  /** States of referrals, separated by commas. */
  state: searchText,
  /** Only referrals that wait for somebody to accept or refuse them. */
  review: searchFlag,
  advocate_id: searchText,
  /** Which advocates. */
  kind: searchWord(advocateKinds),
  /** Which rewards; left out, those that are not paid yet. */
  view: searchWord(rewardViews),
  sort: searchText,
  /** The lead beside the referrals and rewards, the advocate beside the advocates, or `new`. */
  open: searchText,
  lead_tab: searchText,
});

export type ReferralSearch = z.infer<typeof referralSearchSchema>;
export type RewardView = (typeof rewardViews)[number];

export type PanelProps = {
  search: ReferralSearch;
  onChange: (change: Partial<ReferralSearch>) => void;
  onClear: () => void;
  canWrite: boolean;
  /** Decides, pays and publishes. */
  canConfigure: boolean;
};

/** What the API is asked for. `today` is the workspace's day. */
export function toRewardFilter({ view = 'pending', advocate_id }: ReferralSearch, today: string) {
  const states = {
    pending: { state: 'pending' },
    due: { state: 'pending', due_on_lte: today },
    // What was paid out and what is earned by now are two things: both were paid.
    paid: { state: 'paid,overpaid' },
    overpaid: { state: 'overpaid' },
    cancelled: { state: 'cancelled' },
    all: {},
  } as const;
  return { ...states[view], ...(advocate_id ? { advocate_id } : {}) };
}
