import { createFileRoute } from '@tanstack/react-router';
import { AttributionPage } from '../../features/attribution/attribution-page';
import { attributionSearchSchema } from '../../features/attribution/attribution-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/attribution')({
  validateSearch: attributionSearchSchema,
  loader: () => loadNamespaces('attribution', 'charts', 'grants'),
  component: AttributionPage,
  staticData: { crumb: 'shell:nav.attribution', stage: 'discover' },
});
