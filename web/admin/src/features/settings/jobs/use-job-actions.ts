import { discardJob, type Job, replayJob } from '@perennial/api-client';
import { showToast } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { useWrite } from '../parts/use-write';

export type JobActions = ReturnType<typeof useJobActions>;

/** Retrying and giving up work that failed for good: one piece, or several one after the other. */
export function useJobActions({ onGone }: { onGone: () => void }) {
  const { t } = useTranslation('jobs');
  const { ask, holder } = useConfirm();
  const replay = useWrite((jobs: Job[]) => each(jobs, (path) => replayJob({ path, throwOnError: true })), {
    tags: ['jobs'],
    onDone: (count) => {
      showToast(t('replayed', { count }), { tone: 'success' });
      onGone();
    },
  });
  const discard = useWrite((jobs: Job[]) => each(jobs, (path) => discardJob({ path, throwOnError: true })), {
    tags: ['jobs'],
    onDone: (count) => {
      showToast(t('discarded', { count }));
      onGone();
    },
  });
  return {
    holder,
    isReplaying: replay.isPending,
    replay: (jobs: Job[]) => replay.mutate(jobs),
    discard: (jobs: Job[]) =>
      ask({
        title: t('discard.title', { count: jobs.length }),
        text: t('discard.text'),
        confirm: t('action.discard'),
        run: () => discard.mutateAsync(jobs),
      }),
  };
}

async function each(jobs: Job[], run: (path: { id: string }) => Promise<unknown>): Promise<number> {
  for (const { id } of jobs) await run({ id });
  return jobs.length;
}
