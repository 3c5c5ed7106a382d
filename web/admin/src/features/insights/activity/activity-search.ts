import type { ListEventsData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchDay, searchFlag, searchText } from '../../../shared/filters/search-text';
import { dayInZone, startOfDay } from '../../../shared/time/zoned';

const filterShape = {
  /** As it was sent. */
  name: searchText,
  person_id: searchText,
  account_id: searchText,
  /** Days of the workspace's calendar; the last one is included. */
  from: searchDay,
  to: searchDay,
};

export const activitySearchSchema = z.object({ ...filterShape, paused: searchFlag, open: searchText });

export type ActivitySearch = z.infer<typeof activitySearchSchema>;

export const withoutFilters = {
  name: undefined,
  person_id: undefined,
  account_id: undefined,
  from: undefined,
  to: undefined,
} satisfies Partial<ActivitySearch>;

export function isFiltered(search: ActivitySearch): boolean {
  return Object.keys(filterShape).some((key) => Boolean(search[key as keyof typeof filterShape]));
}

/** The API's filter: days become the moments at which they begin and end. */
export function toEventFilter(
  search: ActivitySearch,
  timeZone: string,
): NonNullable<ListEventsData['query']> {
  const { name, person_id, account_id, from, to } = search;
  return {
    ...(name ? { name } : {}),
    ...(person_id ? { person_id } : {}),
    ...(account_id ? { account_id } : {}),
    ...(from ? { occurred_at_gte: startOfDay(from, timeZone).toISOString() } : {}),
    ...(to ? { occurred_at_lt: startOfDay(dayAfter(to), timeZone).toISOString() } : {}),
  };
}

function dayAfter(day: string): string {
  return dayInZone(new Date(`${day}T00:00:00Z`), 'UTC', 1);
}
