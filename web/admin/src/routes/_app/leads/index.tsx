import { createFileRoute } from '@tanstack/react-router';
import { LeadListPage } from '../../../features/leads/lead-list-page';
import { leadSearchSchema } from '../../../features/leads/lead-search';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/leads/')({
  validateSearch: leadSearchSchema,
  loader: () =>
    loadNamespaces(
      'leads',
      'activities',
      'validity',
      'selling',
      'sales-kit',
      'accounts',
      'merge',
      'work',
      'timeline',
    ),
  component: LeadListPage,
});
