import { createFileRoute } from '@tanstack/react-router';
import { costSearchSchema } from '../../features/channels/costs/cost-search';
import { CostsPage } from '../../features/channels/costs/costs-page';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/costs')({
  validateSearch: costSearchSchema,
  loader: () => loadNamespaces('costs', 'charts', 'grants'),
  component: CostsPage,
  staticData: { crumb: 'shell:nav.costs', stage: 'discover' },
});
