import type { Event, EventsPage } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { isGap, newIn, withNewest } from './live-log';

/** An event that happened so many seconds after nine. */
function event(id: number, second = id): Event {
  const at = new Date(Date.UTC(2026, 10, 22, 9, 0, second)).toISOString();
  return {
    id,
    name: 'opened',
    message_id: String(id),
    occurred_at: at,
    received_at: at,
    from_client: false,
    properties: {},
    context: {},
  };
}

const page = (ids: number[], next_cursor: string | null = null): EventsPage => ({
  data: ids.map((id) => event(id)),
  next_cursor,
});
const log = (...pages: EventsPage[]) => ({ pages, pageParams: pages.map((_, index) => index) });
const idsOf = ({ pages }: { pages: EventsPage[] }) => pages.map(({ data }) => data.map(({ id }) => id));

describe('the log under a reader’s eye', () => {
  it('takes new events in on top and keeps the past that was loaded', () => {
    const before = log(page([4, 3], 'to 2'), page([2, 1]));
    const after = withNewest(before, page([6, 5, 4], 'to 3'));
    expect(idsOf(after)).toEqual([
      [6, 5, 4, 3],
      [2, 1],
    ]);
    // Going on in the past goes on where it was.
    expect(after.pages[0]?.next_cursor).toBe('to 2');
  });

  it('puts a late event where it happened, not on top', () => {
    const late = { data: [event(3), event(9, 2), event(1)] };
    expect(idsOf(withNewest(log(page([3, 1])), late))).toEqual([[3, 9, 1]]);
  });

  it('stays the very same while nothing new came', () => {
    const before = log(page([2, 1]));
    expect(withNewest(before, page([2, 1]))).toBe(before);
  });

  it('shows no event twice', () => {
    const before = log(page([2, 1]));
    const newest = page([3, 2]);
    const twice = withNewest(withNewest(before, newest), newest);
    expect(idsOf(twice)).toEqual([[3, 2, 1]]);
    expect(newIn(twice, newest)).toEqual([]);
  });

  it('begins anew when more came than one page holds, so that none is left out', () => {
    const before = log(page([3, 2], 'to 1'), page([1]));
    const newest = page([9, 8], 'to 7');
    expect(isGap(newIn(before, newest), newest)).toBe(true);
    const after = withNewest(before, newest);
    expect(idsOf(after)).toEqual([[9, 8]]);
    expect(after.pages[0]?.next_cursor).toBe('to 7');
    expect(after.pageParams).toHaveLength(1);
  });

  it('starts with the very first event', () => {
    const newest = page([1]);
    expect(isGap(newIn(log(page([])), newest), newest)).toBe(false);
    expect(idsOf(withNewest(log(page([])), newest))).toEqual([[1]]);
  });

  it('does not grow without end', () => {
    const long = page(
      Array.from({ length: 300 }, (_, index) => 300 - index),
      'past',
    );
    expect(idsOf(withNewest(log(long), page([301, 300], 'to 299')))).toEqual([[301, 300]]);
  });
});
