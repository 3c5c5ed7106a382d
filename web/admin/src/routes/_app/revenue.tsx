import { createFileRoute } from '@tanstack/react-router';
import { RevenuePage } from '../../features/revenue/revenue-page';
import { revenueSearchSchema } from '../../features/revenue/revenue-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/revenue')({
  validateSearch: revenueSearchSchema,
  loader: () => loadNamespaces('revenue', 'charts', 'grants'),
  component: RevenuePage,
  staticData: { crumb: 'shell:nav.revenue', stage: 'purchase' },
});
