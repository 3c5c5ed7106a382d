import * as z from 'zod/mini';
import { searchDay, searchText, searchWord } from '../../shared/filters/search-text';
import type { LeadSearch } from '../leads/lead-search';
import { momentsOf, windowOf, windowWords } from './sales-window';

export const salesTabs = ['funnel', 'wins', 'pipeline', 'team', 'targets'] as const;
export const splits = ['channel', 'campaign', 'owner'] as const;
export type Split = (typeof splits)[number];

export const salesSearchSchema = z.object({
  tab: searchWord(salesTabs),
  window: searchWord(windowWords),
  from: searchDay,
  to: searchDay,
  owner_id: searchText,
  channel_id: searchText,
  by: searchWord(splits),
  view: searchWord(['chart', 'table']),
  period: searchWord(['quarter', 'year']),
  on: searchDay,
  /** A day of the month whose targets are being set. */
  targets_of: searchDay,
});

export type SalesSearch = z.infer<typeof salesSearchSchema>;

/** Filters of leads as the list's address has them: what a figure opens, and what the API is asked. */
export type LeadScope = Partial<
  Pick<
    LeadSearch,
    | 'owner_id'
    | 'channel_id'
    | 'campaign_id'
    | 'stage_id'
    | 'status_type'
    | 'validity'
    | 'first_touch_at_gte'
    | 'first_touch_at_lt'
    | 'closed_at_gte'
    | 'closed_at_lt'
    | 'reached_stage_id'
    | 'furthest_stage_id'
    | 'created_at_gte'
    | 'response_state'
  >
>;

/** Whose leads, and where from. */
export function scopeOf({ owner_id, channel_id }: SalesSearch): LeadScope {
  return { ...(owner_id ? { owner_id } : {}), ...(channel_id ? { channel_id } : {}) };
}

/** Those who came in the window. */
export function cohortOf(search: SalesSearch, now: Date, timeZone: string): LeadScope {
  const { gte, lt } = momentsOf(windowOf(search, now, timeZone), timeZone);
  return { ...scopeOf(search), first_touch_at_gte: gte, first_touch_at_lt: lt };
}

/** Those that were decided in the window. */
export function closedOf(search: SalesSearch, now: Date, timeZone: string): LeadScope {
  const { gte, lt } = momentsOf(windowOf(search, now, timeZone), timeZone);
  return { ...scopeOf(search), closed_at_gte: gte, closed_at_lt: lt };
}

/** One part of a split as a filter; undefined where the list of leads can't be asked for it. */
export function partScope(by: Split, id: string | null | undefined): LeadScope | undefined {
  if (by === 'owner') return { owner_id: id ?? 'none' };
  if (!id) return undefined;
  return by === 'channel' ? { channel_id: id } : { campaign_id: id };
}
