import { createFileRoute } from '@tanstack/react-router';
import { KitPage } from '../../features/sales-kit/kit-page';
import { kitSearchSchema } from '../../features/sales-kit/kit-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/sales-kit')({
  validateSearch: kitSearchSchema,
  loader: () => loadNamespaces('sales-kit', 'work', 'timeline', 'grants'),
  component: KitPage,
  staticData: { crumb: 'shell:nav.sales_kit', stage: 'discover' },
});
