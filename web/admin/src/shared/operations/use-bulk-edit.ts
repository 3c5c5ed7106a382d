import { getOperation, toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export type BulkFailure = { id: string; message: string };
type BulkAnswer = { updated: number; failed: BulkFailure[] };
type BulkCall = () => Promise<{ data: unknown }>;

/**
 * A change of many records at once: at once for a few, as an operation in the background for many. `failures` names
 * what could not be changed and why.
 */
export function useBulkEdit(...tags: string[]) {
  const { t } = useTranslation(['work', 'common']);
  const queryClient = useQueryClient();
  const [failures, setFailures] = useState<BulkFailure[]>([]);
  const edit = useMutation({
    mutationFn: async (call: BulkCall) => answerOf((await call()).data),
    onSuccess: (answer) => {
      setFailures(answer.failed);
      showToast(t('work:bulk.updated', { count: answer.updated }), {
        tone: answer.failed.length > 0 ? 'plain' : 'success',
      });
    },
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
    onSettled: () => invalidateTags(queryClient, ...tags),
  });
  return { ...edit, failures, forgetFailures: () => setFailures([]) };
}

async function answerOf(data: unknown): Promise<BulkAnswer> {
  const answer = data as Partial<BulkAnswer> & { id?: string };
  if (typeof answer.updated === 'number') return { updated: answer.updated, failed: answer.failed ?? [] };
  return waitForOperation(answer.id ?? '');
}

async function waitForOperation(id: string): Promise<BulkAnswer> {
  for (let pause = 300; ; pause = Math.min(pause * 1.5, 3_000)) {
    await new Promise((resume) => setTimeout(resume, pause));
    const { data } = await getOperation({ path: { id }, throwOnError: true });
    if (data.state === 'queued' || data.state === 'running') continue;
    const result = data.result as Partial<BulkAnswer> | null | undefined;
    return { updated: result?.updated ?? 0, failed: result?.failed ?? [] };
  }
}
