import type { Subscription, SubscriptionPause } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { sortedPauses } from './sorted-pauses';

const pause = (paused_on: string, resumes_on: string | null): SubscriptionPause => ({
  paused_on,
  resumes_on,
  days: null,
  extends_term: false,
  reason: null,
  note: null,
});
const [over, running, planned] = [
  pause('2026-01-01', '2026-03-02'),
  pause('2026-03-02', '2026-03-20'),
  pause('2026-05-01', null),
];
const of = (state: Subscription['state']) =>
  ({ state, pauses: [over, running, planned] }) as Pick<Subscription, 'state' | 'pauses'> as Subscription;

describe('the pauses of a subscription', () => {
  it('are over from the day on which it runs again', () => {
    expect(sortedPauses(of('paused'), '2026-03-02')).toEqual({
      now: running,
      later: [planned],
      past: [over],
    });
    expect(sortedPauses(of('active'), '2026-03-20')).toEqual({
      now: undefined,
      later: [planned],
      past: [over, running],
    });
  });

  it('are all of the past once it has ended', () => {
    const ended = sortedPauses(of('ended'), '2026-03-10');
    expect(ended).toEqual({ now: undefined, later: [], past: [over, running] });
  });
});
