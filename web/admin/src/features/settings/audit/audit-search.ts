import * as z from 'zod/mini';
import { searchText } from '../../../shared/filters/search-text';
import { startOfDay } from '../../../shared/time/zoned';

export const auditSearchSchema = z.object({
  q: searchText,
  actor_id: searchText,
  subject_id: searchText,
  subject_type: searchText,
  event_type: searchText,
  /** Calendar days in the workspace's zone, both included. */
  from: searchText,
  to: searchText,
  open: searchText,
});

export type AuditSearch = z.infer<typeof auditSearchSchema>;

const day = /^\d{4}-\d{2}-\d{2}$/;

/** What the API is asked for; a day in a link that is none is left out. */
export function auditFilter(search: AuditSearch, timeZone: string) {
  const { from, to, open: _, ...rest } = search;
  const texts = Object.fromEntries(Object.entries(rest).filter(([, value]) => value));
  return {
    ...texts,
    ...(from && day.test(from) ? { recorded_at_gte: startOfDay(from, timeZone).toISOString() } : {}),
    ...(to && day.test(to) ? { recorded_at_lt: startOfDay(dayAfter(to), timeZone).toISOString() } : {}),
  };
}

export function isFiltered({ open: _, ...search }: AuditSearch): boolean {
  return Object.values(search).some(Boolean);
}

function dayAfter(text: string): string {
  const next = new Date(`${text}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
