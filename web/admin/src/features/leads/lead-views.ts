import { useTranslation } from 'react-i18next';
import type { BuiltInView } from '../../lists/list-views';

const live = 'open,ongoing,on_hold';

/** The views that every workspace has. */
export function useLeadViews(): [BuiltInView, ...BuiltInView[]] {
  const { t } = useTranslation('leads');
  return [
    { id: 'all', name: t('view.all'), params: {} },
    { id: 'mine', name: t('view.mine'), params: { owner_id: 'me', status_type: live } },
    { id: 'unassigned', name: t('unassigned'), params: { owner_id: 'none', status_type: live } },
    { id: 'due', name: t('view.due'), params: { owner_id: 'me', due: 'today' } },
    { id: 'waiting', name: t('filter.waiting'), params: { waiting: true } },
    { id: 'duplicates', name: t('view.duplicates'), params: { duplicate: true } },
  ];
}
