import { cursorPaging, listPersonTimelineInfiniteOptions } from '@perennial/api-client/queries';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useList } from '../../lists/use-list';
import { SubjectTimeline } from '../../shared/timeline/subject-timeline';
import type { TimelineEntry } from '../../shared/timeline/timeline-entry';

/** Notes, tasks and changes of one person, newest first. */
export function PersonTimeline({ personId }: { personId: string }) {
  const path = { id: personId };
  const query = useInfiniteQuery({
    ...listPersonTimelineInfiniteOptions({ path, query: { limit: 30 } }),
    ...cursorPaging,
    initialPageParam: { path },
  });
  return <SubjectTimeline list={useList<TimelineEntry>(query)} />;
}
