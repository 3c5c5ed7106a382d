import { getAccountOptions } from '@perennial/api-client/queries';
import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { AccountPage } from '../../../features/accounts/account-page';
import { loadNamespaces } from '../../../i18n/i18n';
import { behaviourSearch } from '../../../shared/activity/behaviour-search';
import { searchText } from '../../../shared/filters/search-text';
import { storySearch } from '../../../shared/story/story-search';

export const Route = createFileRoute('/_app/accounts/$accountId')({
  validateSearch: z.object({ tab: searchText, ...behaviourSearch, ...storySearch }),
  loader: async ({ context, params }) => {
    const [, account] = await Promise.all([
      loadNamespaces('activity', 'accounts', 'merge', 'orders', 'work', 'timeline'),
      context.queryClient.ensureQueryData(getAccountOptions({ path: { id: params.accountId } })),
    ]);
    return { crumb: account.name };
  },
  component: AccountPage,
});
