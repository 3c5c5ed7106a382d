import { createFileRoute } from '@tanstack/react-router';
import { AuditPage } from '../../../features/settings/audit/audit-page';
import { auditSearchSchema } from '../../../features/settings/audit/audit-search';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/audit')({
  validateSearch: auditSearchSchema,
  loader: () => loadNamespaces('audit', 'event-types', 'timeline', 'grants', 'work'),
  component: AuditPage,
  staticData: { crumb: 'audit:title' },
});
