import { type Operation, toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/session-store';
import { keepOperation } from './use-operation';
import { watchOperation } from './watched-operations';

export type BulkFailure = { id: string; code: string };
type BulkAnswer = { updated: number; failed: BulkFailure[] };
type BulkCall = () => Promise<{ data: unknown }>;

/**
 * A change of many records at once: at once for a few, as an operation in the background for many, whose progress then
 * stands in the corner of the screen. `failures` names what could not be changed and why.
 */
export function useBulkEdit(...tags: string[]) {
  const { t } = useTranslation(['work', 'common']);
  const queryClient = useQueryClient();
  const workspaceId = useSession().workspace.id;
  const [failures, setFailures] = useState<BulkFailure[]>([]);
  const edit = useMutation({
    mutationFn: async (call: BulkCall) => (await call()).data as BulkAnswer | Operation,
    onSuccess: (answer) => {
      if ('state' in answer) {
        keepOperation(queryClient, answer);
        watchOperation({ id: answer.id, workspaceId, tags });
        return;
      }
      setFailures(answer.failed);
      showToast(t('work:bulk.updated', { count: answer.updated }), {
        tone: answer.failed.length > 0 ? 'plain' : 'success',
      });
    },
    onError: (error) => {
      const { detail, title } = toProblem(error);
      showToast(detail ?? title ?? t('common:problem.unknown'), { tone: 'danger' });
    },
    onSettled: () => invalidateTags(queryClient, ...tags),
  });
  return { ...edit, failures, forgetFailures: () => setFailures([]) };
}
