import { createFileRoute } from '@tanstack/react-router';
import { RoutingPage } from '../../features/routing/routing-page';
import { routingSearchSchema } from '../../features/routing/routing-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/routing')({
  validateSearch: routingSearchSchema,
  loader: () => loadNamespaces('rules', 'routing', 'scores', 'conditions', 'leads', 'charts', 'grants'),
  component: RoutingPage,
  staticData: { crumb: 'shell:nav.routing', stage: 'discover' },
});
