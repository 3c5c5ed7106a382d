import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { DisputesPage } from '../../../features/leads/validity/disputes-page';
import { disputeStates } from '../../../features/leads/validity/validity-words';
import { loadNamespaces } from '../../../i18n/i18n';
import { searchWord } from '../../../shared/filters/search-text';

export const Route = createFileRoute('/_app/leads/disputes')({
  validateSearch: z.object({ state: searchWord(disputeStates) }),
  loader: () => loadNamespaces('leads', 'validity'),
  component: DisputesPage,
  staticData: { crumb: 'validity:disputes.title' },
});
