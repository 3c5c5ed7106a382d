import { createFileRoute } from '@tanstack/react-router';
import { operationSearchSchema } from '../../../features/settings/operations/operation-search';
import { OperationsPage } from '../../../features/settings/operations/operations-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/operations')({
  validateSearch: operationSearchSchema,
  loader: () => loadNamespaces('jobs', 'operations', 'work'),
  component: OperationsPage,
  staticData: { crumb: 'jobs:operations.title' },
});
