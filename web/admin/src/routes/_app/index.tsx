import { createFileRoute } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { HomePage } from '../../features/home/home-page';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/')({
  validateSearch: z.object({ period: z.catch(z.optional(z.literal([30, 90, 365])), undefined) }),
  loader: () => loadNamespaces('home', 'work', 'leads', 'lead-routing'),
  component: HomePage,
  staticData: { crumb: 'shell:nav.home' },
});
