import { getLeadOptions } from '@perennial/api-client/queries';
import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { leadNamespaces } from '../../../features/leads/lead-namespaces';
import { LeadPage } from '../../../features/leads/lead-page';
import { leadTitle } from '../../../features/leads/lead-title';
import { loadNamespaces } from '../../../i18n/i18n';
import { searchText } from '../../../shared/filters/search-text';

export const Route = createFileRoute('/_app/leads/$leadId')({
  validateSearch: z.object({ tab: searchText, quote: searchText }),
  loader: async ({ context, params }) => {
    const [, lead] = await Promise.all([
      loadNamespaces(...leadNamespaces),
      context.queryClient.ensureQueryData(getLeadOptions({ path: { id: params.leadId } })),
    ]);
    return { crumb: leadTitle(lead) };
  },
  component: LeadPage,
});
