import { createFileRoute } from '@tanstack/react-router';
import { LeadListPage } from '../../../features/leads/lead-list-page';
import { leadNamespaces } from '../../../features/leads/lead-namespaces';
import { leadSearchSchema } from '../../../features/leads/lead-search';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/leads/')({
  validateSearch: leadSearchSchema,
  loader: () => loadNamespaces(...leadNamespaces),
  component: LeadListPage,
});
