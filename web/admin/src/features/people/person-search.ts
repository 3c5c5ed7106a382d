import * as z from 'zod/mini';
import { behaviourSearch } from '../../shared/activity/behaviour-search';
import { searchFlag, searchText } from '../../shared/filters/search-text';
import { storySearch } from '../../shared/story/story-search';

const filterShape = {
  q: searchText,
  role: searchText,
  account_id: searchText,
  tag: searchText,
  created_at_gte: searchText,
  created_at_lt: searchText,
  archived: searchFlag,
};

/** The address of the list: the API's filters by their own names, and what is open. */
export const personSearchSchema = z.object({
  ...filterShape,
  sort: searchText,
  view: searchText,
  open: searchText,
  tab: searchText,
  ...behaviourSearch,
  ...storySearch,
  new: searchFlag,
});

export type PersonSearch = z.infer<typeof personSearchSchema>;

export function toPersonFilter(search: PersonSearch) {
  const { sort: _sort, view: _view, open: _open, tab: _tab, new: _new, archived, ...others } = search;
  const { event_name: _name, event_key: _key, story_kind: _kind, ...rest } = others;
  const { story_from: _from, story_to: _to, ...filter } = rest;
  const all = { ...filter, archived: archived || undefined };
  return Object.fromEntries(
    Object.entries(all).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<typeof all>;
}

export function isFiltered(search: PersonSearch): boolean {
  return Object.keys(filterShape).some((key) => Boolean(search[key as keyof typeof filterShape]));
}

/** Everything but the filters: what clearing them leaves. */
export function withoutFilters({ sort, open, tab }: PersonSearch): PersonSearch {
  return { sort, open, tab } as PersonSearch;
}
