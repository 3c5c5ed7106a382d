import * as z from 'zod/mini';
import { behaviourSearch } from '../../shared/activity/behaviour-search';
import { searchFlag, searchText, searchWord } from '../../shared/filters/search-text';
import { storySearch } from '../../shared/story/story-search';
import { dayInZone } from '../../shared/time/zoned';

export const renewsWithin = ['overdue', 'month', 'quarter'] as const;
export const lifecycleStages = [
  'discover',
  'evaluate',
  'purchase',
  'implement',
  'use',
  'renew',
  'churned',
] as const;

const filterShape = {
  q: searchText,
  lifecycle_stage: searchText,
  owner_id: searchText,
  plan_id: searchText,
  industry: searchText,
  region: searchText,
  city: searchText,
  tag: searchText,
  renews: searchWord(renewsWithin),
  renews_on_gte: searchText,
  renews_on_lt: searchText,
  created_at_gte: searchText,
  created_at_lt: searchText,
  /** Accounts that came of a lead captured at this moment or later: where the customer journey links to. */
  lead_created_at_gte: searchText,
  archived: searchFlag,
};

/** The address of the list: the API's filters by their own names, and what is open. */
export const accountSearchSchema = z.object({
  ...filterShape,
  sort: searchText,
  view: searchText,
  open: searchText,
  tab: searchText,
  ...behaviourSearch,
  ...storySearch,
  new: searchFlag,
});

export type AccountSearch = z.infer<typeof accountSearchSchema>;

/** The API's filter. "Within a month" becomes days of the workspace's calendar. */
export function toAccountFilter(search: AccountSearch, now: Date, timeZone: string) {
  const { renews, sort: _sort, view: _view, open: _open, tab: _tab, new: _new, archived, ...others } = search;
  const { event_name: _name, event_key: _key, story_kind: _kind, ...rest } = others;
  const { story_from: _from, story_to: _to, ...filter } = rest;
  const range = renews ? renewalRange(renews, (days) => dayInZone(now, timeZone, days)) : {};
  const all = { ...filter, ...range, archived: archived || undefined };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<Omit<typeof all, 'renews'>>;
}

function renewalRange(renews: (typeof renewsWithin)[number], day: (days: number) => string) {
  if (renews === 'overdue') return { renews_on_gte: undefined, renews_on_lt: day(0) };
  return { renews_on_gte: day(0), renews_on_lt: day(renews === 'month' ? 31 : 91) };
}

export function isFiltered(search: AccountSearch): boolean {
  return Object.keys(filterShape).some((key) => Boolean(search[key as keyof typeof filterShape]));
}

/** Everything but the filters: what clearing them leaves. */
export function withoutFilters({ sort, open, tab }: AccountSearch): AccountSearch {
  return { sort, open, tab } as AccountSearch;
}
