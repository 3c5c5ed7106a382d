import { type Dashboard, deleteDashboard, toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../shared/confirm/use-confirm';

/** Deletes a dashboard once that is confirmed. Render `holder` once. */
export function useDeleteDashboard(onDeleted?: () => unknown) {
  const { t } = useTranslation(['dashboards', 'common']);
  const queryClient = useQueryClient();
  const { ask, holder } = useConfirm();
  const latest = useRef<(dashboard: Dashboard) => void>(undefined);
  const run = async ({ id, name }: Dashboard) => {
    try {
      await deleteDashboard({ path: { id }, throwOnError: true });
    } catch (error) {
      return showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
    }
    await onDeleted?.();
    showToast(t('dashboards:page.deleted', { name }));
    await invalidateTags(queryClient, 'dashboards');
  };
  useEffect(() => {
    latest.current = (dashboard) =>
      ask({
        title: t('dashboards:page.delete_title', { name: dashboard.name }),
        text: t('dashboards:page.delete_text'),
        confirm: t('common:action.delete'),
        run: () => run(dashboard),
      });
  });
  const remove = useCallback((dashboard: Dashboard) => latest.current?.(dashboard), []);
  return { remove, holder };
}
