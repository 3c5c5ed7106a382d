import { toProblem, undoMerge } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

type MergeCall = () => Promise<{ data: { merge_id: string } }>;

/** Merges, and offers to take it back. `tags` name what hangs on the records and moves with them. */
export function useMerge(tags: readonly string[], onMerged: () => void) {
  const { t } = useTranslation(['merge', 'common']);
  const queryClient = useQueryClient();
  const onSettled = () => invalidateTags(queryClient, ...tags, 'tasks', 'notes', 'insights', 'audit');
  const onError = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
  const undo = useMutation({
    mutationFn: (id: string) => undoMerge({ path: { id }, throwOnError: true }),
    onSuccess: () => showToast(t('merge:undone')),
    onError,
    onSettled,
  });
  return useMutation({
    mutationFn: async (call: MergeCall) => (await call()).data,
    onSuccess: ({ merge_id: mergeId }) => {
      showToast(t('merge:done'), { undo: () => undo.mutate(mergeId) });
      onMerged();
    },
    onError,
    onSettled,
  });
}
