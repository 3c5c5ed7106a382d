import {
  cursorPaging,
  listAccountPeopleOptions,
  listAccountTimelineInfiniteOptions,
} from '@perennial/api-client/queries';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { usePlanName } from '../../shared/plans/use-plans';
import { RecordStory } from '../../shared/story/record-story';
import { toStoryQuery } from '../../shared/story/story-search';

/** The whole story of one account: changes, notes, tasks, sales, touches and what its people did. */
export function AccountTimeline({ accountId }: { accountId: string }) {
  const search = useSearch({ strict: false });
  const path = { id: accountId };
  const planName = usePlanName();
  const people = useQuery(listAccountPeopleOptions({ path }));
  const query = useInfiniteQuery({
    ...listAccountTimelineInfiniteOptions({ path, query: { ...toStoryQuery(search), limit: 30 } }),
    ...cursorPaging,
    initialPageParam: { path },
    placeholderData: keepPreviousData,
  });
  return (
    <RecordStory
      of={{ account_id: accountId }}
      search={search}
      query={query}
      nameOf={(id) =>
        id.startsWith('plan_')
          ? planName(id)
          : people.data?.data.find(({ person }) => person.id === id)?.person.name
      }
    />
  );
}
