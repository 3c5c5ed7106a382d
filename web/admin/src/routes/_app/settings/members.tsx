import { createFileRoute } from '@tanstack/react-router';
import { memberSearchSchema } from '../../../features/settings/members/member-search';
import { MembersPage } from '../../../features/settings/members/members-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/members')({
  validateSearch: memberSearchSchema,
  loader: () => loadNamespaces('members', 'grants', 'work'),
  component: MembersPage,
  staticData: { crumb: 'members:title' },
});
