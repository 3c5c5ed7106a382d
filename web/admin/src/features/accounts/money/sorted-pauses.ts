import type { Subscription, SubscriptionPause } from '@perennial/api-client';

export type PauseTime = 'now' | 'later' | 'past';

type SortedPauses = {
  now: SubscriptionPause | undefined;
  later: SubscriptionPause[];
  past: SubscriptionPause[];
};

/** The pauses that run, that are to come and that are over. What ended while it was paused is paused no longer. */
export function sortedPauses({ state, pauses }: Subscription, today: string): SortedPauses {
  const isOver = ({ resumes_on }: SubscriptionPause) => Boolean(resumes_on && resumes_on <= today);
  const hasBegun = pauses.filter(({ paused_on }) => paused_on <= today);
  return {
    now: state === 'paused' ? hasBegun.find((pause) => !isOver(pause)) : undefined,
    later: state === 'ended' ? [] : pauses.filter(({ paused_on }) => paused_on > today),
    past: hasBegun.filter((pause) => state === 'ended' || isOver(pause)),
  };
}
