import { completeTask, deleteTask, reopenTask, type Task, toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

/** What everybody does with tasks: done, not done after all, gone. */
export function useTaskActions() {
  const { t } = useTranslation(['work', 'common']);
  const queryClient = useQueryClient();
  const refresh = () => invalidateTags(queryClient, 'tasks', 'leads', 'accounts', 'people', 'insights');
  const onError = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });

  const reopen = useMutation({
    mutationFn: (task: Task) => reopenTask({ path: { id: task.id }, throwOnError: true }),
    onSuccess: refresh,
    onError,
  });
  const complete = useMutation({
    mutationFn: (task: Task) => completeTask({ path: { id: task.id }, throwOnError: true }),
    onSuccess: (_, task) => {
      showToast(t('work:task.completed', { title: task.title }), { undo: () => reopen.mutate(task) });
      return refresh();
    },
    onError,
  });
  const remove = useMutation({
    mutationFn: (task: Task) => deleteTask({ path: { id: task.id }, throwOnError: true }),
    onSuccess: () => {
      showToast(t('work:task.deleted'));
      return refresh();
    },
    onError,
  });
  return { complete, reopen, remove };
}
