import {
  type ActivityKind,
  type ActivityOutcome,
  deleteLeadActivity,
  type LoggedActivity,
  logLeadActivity,
  toProblem,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

/** Logs what was done to be in touch with a lead, and takes it back. */
export function useLogActivity(leadId: string) {
  const { t } = useTranslation(['activities', 'common']);
  const queryClient = useQueryClient();
  const refresh = () => invalidateTags(queryClient, 'leads', 'tasks', 'insights');
  const onError = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
  const remove = useMutation({
    mutationFn: (id: string) => deleteLeadActivity({ path: { id }, throwOnError: true }),
    onSuccess: () => {
      showToast(t('activities:removed'));
      return refresh();
    },
    onError,
  });
  const announce = (logged: LoggedActivity) => {
    const what = t(`activities:kind.${logged.kind}`);
    showToast(t(`activities:logged.${logged.outcome}`, { what }), { undo: () => remove.mutate(logged.id) });
    return refresh();
  };
  const log = useMutation({
    mutationFn: async (body: { kind: ActivityKind; outcome: ActivityOutcome }) =>
      (await logLeadActivity({ path: { id: leadId }, body, throwOnError: true })).data,
    onSuccess: announce,
    onError,
  });
  return { log, remove, announce };
}
