import { useTranslation } from 'react-i18next';
import type { BuiltInView } from '../../lists/list-views';

/** The views that every workspace has. */
export function useOrderViews(): [BuiltInView, ...BuiltInView[]] {
  const { t } = useTranslation('orders');
  return [
    { id: 'all', name: t('view.all'), params: {} },
    { id: 'given-back', name: t('view.given_back'), params: { kind: 'contraction,refund' } },
    { id: 'void', name: t('state.void'), params: { voided: true } },
  ];
}
