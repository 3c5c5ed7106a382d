import { cursorPaging, listLeadTimelineInfiniteOptions } from '@perennial/api-client/queries';
import { isStage } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useList } from '../../lists/use-list';
import { useCampaigns, useChannels } from '../../shared/channels/use-channels';
import { SubjectTimeline } from '../../shared/timeline/subject-timeline';
import type { TimelineEntry } from '../../shared/timeline/timeline-entry';
import { ActivityActions } from './activities/activity-actions';
import { useLeadStages } from './use-lead-stages';

/** Touches, moves, notes, tasks and changes of one lead, newest first. */
export function LeadTimeline({ leadId, canWrite }: { leadId: string; canWrite: boolean }) {
  const stages = useLeadStages();
  const named = [...stages, ...useChannels(), ...useCampaigns()];
  const query = useInfiniteQuery({
    ...listLeadTimelineInfiniteOptions({ path: { id: leadId }, query: { limit: 30 } }),
    ...cursorPaging,
    initialPageParam: { path: { id: leadId } },
  });
  return (
    <SubjectTimeline
      list={useList<TimelineEntry>(query)}
      names={{
        nameOf: (id) => named.find((each) => each.id === id)?.name,
        actionsOf: (entry, title) => {
          const id = entry.data.lead_activity_id;
          if (!canWrite || typeof id !== 'string') return null;
          return <ActivityActions leadId={leadId} activityId={id} what={title} />;
        },
        stageOf: (entry) => {
          const stage = stages.find(({ id }) => id === entry.data.stage_id)?.journey_stage;
          return stage && isStage(stage) ? stage : undefined;
        },
      }}
    />
  );
}
