import { useTranslation } from 'react-i18next';
import type { BuiltInView } from '../../lists/list-views';

/** The views that every workspace has. */
export function usePersonViews(): [BuiltInView, ...BuiltInView[]] {
  const { t } = useTranslation('people');
  return [
    { id: 'all', name: t('view.all'), params: {} },
    { id: 'deciders', name: t('view.deciders'), params: { role: 'decider,payer' } },
  ];
}
