import { createFileRoute } from '@tanstack/react-router';
import { leadNamespaces } from '../../features/leads/lead-namespaces';
import { PoolPage } from '../../features/routing/pool/pool-page';
import { poolSearchSchema } from '../../features/routing/pool/pool-search';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/pool')({
  validateSearch: poolSearchSchema,
  loader: () => loadNamespaces('pool', 'grants', ...leadNamespaces),
  component: PoolPage,
  staticData: { crumb: 'shell:nav.pool', stage: 'discover' },
});
