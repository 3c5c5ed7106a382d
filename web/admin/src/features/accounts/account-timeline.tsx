import {
  cursorPaging,
  listAccountPeopleOptions,
  listAccountTimelineInfiniteOptions,
} from '@perennial/api-client/queries';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useList } from '../../lists/use-list';
import { usePlanName } from '../../shared/plans/use-plans';
import { SubjectTimeline } from '../../shared/timeline/subject-timeline';
import type { TimelineEntry } from '../../shared/timeline/timeline-entry';

/** Orders, people, notes, tasks and changes of one account, newest first. */
export function AccountTimeline({ accountId }: { accountId: string }) {
  const path = { id: accountId };
  const planName = usePlanName();
  const people = useQuery(listAccountPeopleOptions({ path }));
  const query = useInfiniteQuery({
    ...listAccountTimelineInfiniteOptions({ path, query: { limit: 30 } }),
    ...cursorPaging,
    initialPageParam: { path },
  });
  return (
    <SubjectTimeline
      list={useList<TimelineEntry>(query)}
      names={{
        nameOf: (id) =>
          id.startsWith('plan_')
            ? planName(id)
            : people.data?.data.find(({ person }) => person.id === id)?.person.name,
      }}
    />
  );
}
