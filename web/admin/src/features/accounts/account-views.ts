import { useTranslation } from 'react-i18next';
import type { BuiltInView } from '../../lists/list-views';

/** The views that every workspace has. */
export function useAccountViews(): [BuiltInView, ...BuiltInView[]] {
  const { t } = useTranslation('accounts');
  return [
    { id: 'all', name: t('view.all'), params: {} },
    { id: 'mine', name: t('view.mine'), params: { owner_id: 'me' } },
    { id: 'unassigned', name: t('unassigned'), params: { owner_id: 'none' } },
    { id: 'renewals', name: t('view.renewals'), params: { renews: 'quarter', sort: 'renews_on' } },
    { id: 'churned', name: t('view.churned'), params: { lifecycle_stage: 'churned' } },
  ];
}
