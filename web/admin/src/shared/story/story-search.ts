import { searchDay, searchText } from '../filters/search-text';

/** What the story of a record adds to its address. */
export const storySearch = {
  /** Kinds of entry, separated by commas; all where there are none. */
  story_kind: searchText,
  /** Days of the workspace's calendar, both included. */
  story_from: searchDay,
  story_to: searchDay,
};

export type StorySearch = {
  story_kind?: string | undefined;
  story_from?: string | undefined;
  story_to?: string | undefined;
};

export const storyKinds = ['event', 'note', 'task', 'sale', 'touch', 'behaviour'] as const;
export type StoryKind = (typeof storyKinds)[number];

export function isStoryFiltered(search: StorySearch): boolean {
  return Boolean(search.story_kind || search.story_from || search.story_to);
}

/** The API's filter; words that are no kinds, from an old link, are left out. */
export function toStoryQuery(search: StorySearch) {
  const asked = search.story_kind?.split(',') ?? [];
  const kind = storyKinds.filter((each) => asked.includes(each)).join(',');
  const [from, to] = inOrder(search.story_from, search.story_to);
  return {
    ...(kind ? { kind } : {}),
    ...(from ? { from_on: from } : {}),
    ...(to ? { to_on: to } : {}),
  };
}

/** Who chooses the end first and then a later beginning means the time between. */
function inOrder(from: string | undefined, to: string | undefined) {
  return from && to && from > to ? [to, from] : [from, to];
}
