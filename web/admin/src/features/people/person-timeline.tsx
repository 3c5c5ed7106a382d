import type { Person } from '@perennial/api-client';
import { cursorPaging, listPersonTimelineInfiniteOptions } from '@perennial/api-client/queries';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useList } from '../../lists/use-list';
import { SubjectTimeline } from '../../shared/timeline/subject-timeline';
import type { TimelineEntry } from '../../shared/timeline/timeline-entry';

/** Notes, tasks and changes of one person, newest first. */
export function PersonTimeline({ person }: { person: Person }) {
  const path = { id: person.id };
  const query = useInfiniteQuery({
    ...listPersonTimelineInfiniteOptions({ path, query: { limit: 30 } }),
    ...cursorPaging,
    initialPageParam: { path },
  });
  const nameOf = (id: string) =>
    person.accounts.find(({ account_id: accountId }) => accountId === id)?.name ?? undefined;
  return <SubjectTimeline list={useList<TimelineEntry>(query)} names={{ nameOf }} />;
}
