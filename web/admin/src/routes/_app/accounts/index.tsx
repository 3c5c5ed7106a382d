import { createFileRoute } from '@tanstack/react-router';
import { AccountListPage } from '../../../features/accounts/account-list-page';
import { accountSearchSchema } from '../../../features/accounts/account-search';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/accounts/')({
  validateSearch: accountSearchSchema,
  loader: () => loadNamespaces('activity', 'accounts', 'merge', 'orders', 'work', 'timeline'),
  component: AccountListPage,
});
