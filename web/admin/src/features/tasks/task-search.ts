import * as z from 'zod/mini';
import { searchText, searchWord } from '../../shared/filters/search-text';
import { dayInZone, startOfDay } from '../../shared/time/zoned';

export const dueWords = ['overdue', 'today', 'week'] as const;

const filterShape = {
  q: searchText,
  owner_id: searchText,
  state: searchText,
  priority: searchText,
  subject_type: searchText,
  due: searchWord(dueWords),
};

/** The address of the list: the API's filters by their own names. */
export const taskSearchSchema = z.object({ ...filterShape, sort: searchText, view: searchText });

export type TaskSearch = z.infer<typeof taskSearchSchema>;

/** The API's filter. What is done is left out unless asked for. Words such as "today" become moments of the workspace's calendar. */
export function toTaskFilter(search: TaskSearch, now: Date, timeZone: string) {
  const { due, sort: _sort, view: _view, ...filter } = search;
  const all = {
    ...filter,
    state: filter.state ?? 'open',
    due_at_lt: due ? dueBefore(due, now, timeZone) : undefined,
  };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<Pick<typeof all, 'q' | 'owner_id' | 'state' | 'priority' | 'subject_type' | 'due_at_lt'>>;
}

function dueBefore(due: (typeof dueWords)[number], now: Date, timeZone: string): string {
  // By the minute, so that the list isn't asked for again on every render.
  if (due === 'overdue') return new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString();
  return startOfDay(dayInZone(now, timeZone, due === 'today' ? 1 : 7), timeZone).toISOString();
}

export function isFiltered(search: TaskSearch): boolean {
  return Object.keys(filterShape).some((key) => Boolean(search[key as keyof typeof filterShape]));
}
