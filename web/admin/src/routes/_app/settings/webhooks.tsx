import { createFileRoute } from '@tanstack/react-router';
import { webhookSearchSchema } from '../../../features/settings/webhooks/webhook-search';
import { WebhooksPage } from '../../../features/settings/webhooks/webhooks-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/webhooks')({
  validateSearch: webhookSearchSchema,
  loader: () => loadNamespaces('webhooks', 'event-types', 'grants', 'work'),
  component: WebhooksPage,
  staticData: { crumb: 'webhooks:title' },
});
