import type { Event, EventsPage } from '@perennial/api-client';
import type { InfiniteData } from '@tanstack/react-query';

/** The pages of the log that are on show. */
type Log = InfiniteData<EventsPage, unknown>;

/** A log that follows the stream for hours begins anew instead of growing without end. */
const mostOnTop = 300;

/** What stands in the newest page and is not on show yet. */
export function newIn(log: Log, newest: EventsPage): Event[] {
  const known = new Set(log.pages.flatMap(({ data }) => data.map(({ id }) => id)));
  return newest.data.filter(({ id }) => !known.has(id));
}

/** Whether more came than the newest page holds: between it and what is on show some are missing. */
export function isGap(fresh: readonly Event[], newest: EventsPage): boolean {
  return fresh.length > 0 && fresh.length === newest.data.length && Boolean(newest.next_cursor);
}

/** The log with the newest events in their places. What was loaded of the past stays, unless there is a gap to it. */
export function withNewest(log: Log, newest: EventsPage): Log {
  const fresh = newIn(log, newest);
  if (fresh.length === 0) return log;
  const [first, ...past] = log.pages;
  if (!first || isGap(fresh, newest) || first.data.length + fresh.length > mostOnTop) {
    return { pages: [newest], pageParams: log.pageParams.slice(0, 1) };
  }
  const data = [...fresh, ...first.data].toSorted(newestFirst);
  return { ...log, pages: [{ ...first, data }, ...past] };
}

/** As the API sorts them: a late one goes where it belongs. */
function newestFirst(left: Event, right: Event): number {
  return Date.parse(right.occurred_at) - Date.parse(left.occurred_at) || right.id - left.id;
}
