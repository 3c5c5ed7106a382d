import { createFileRoute } from '@tanstack/react-router';
import { SalesAnalysisPage } from '../../features/sales-analysis/sales-analysis-page';
import { salesSearchSchema } from '../../features/sales-analysis/sales-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/sales-analysis')({
  validateSearch: salesSearchSchema,
  loader: () => loadNamespaces('sales-analysis', 'sales-targets', 'leads', 'charts', 'grants', 'work'),
  component: SalesAnalysisPage,
  staticData: { crumb: 'shell:nav.sales_analysis', stage: 'discover' },
});
