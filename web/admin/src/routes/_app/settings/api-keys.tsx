import { createFileRoute } from '@tanstack/react-router';
import { apiKeySearchSchema } from '../../../features/settings/api-keys/api-key-search';
import { ApiKeysPage } from '../../../features/settings/api-keys/api-keys-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/api-keys')({
  validateSearch: apiKeySearchSchema,
  loader: () => loadNamespaces('api-keys', 'grants', 'work'),
  component: ApiKeysPage,
  staticData: { crumb: 'api-keys:title' },
});
