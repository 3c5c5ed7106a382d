import type { Person } from '@perennial/api-client';
import { cursorPaging, listPersonTimelineInfiniteOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { RecordStory } from '../../shared/story/record-story';
import { toStoryQuery } from '../../shared/story/story-search';

/** The whole story of one person: changes, notes, tasks, touches and what they did in the product. */
export function PersonTimeline({ person }: { person: Person }) {
  const search = useSearch({ strict: false });
  const path = { id: person.id };
  const query = useInfiniteQuery({
    ...listPersonTimelineInfiniteOptions({ path, query: { ...toStoryQuery(search), limit: 30 } }),
    ...cursorPaging,
    initialPageParam: { path },
    placeholderData: keepPreviousData,
  });
  const nameOf = (id: string) =>
    person.accounts.find(({ account_id: accountId }) => accountId === id)?.name ?? undefined;
  return <RecordStory of={{ person_id: person.id }} search={search} query={query} nameOf={nameOf} />;
}
