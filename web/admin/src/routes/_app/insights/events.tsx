import { createFileRoute } from '@tanstack/react-router';
import { eventSearchSchema } from '../../../features/insights/events/event-search';
import { EventsPage } from '../../../features/insights/events/events-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/insights/events')({
  validateSearch: eventSearchSchema,
  loader: () => loadNamespaces('event-names'),
  component: EventsPage,
  staticData: { crumb: 'insights:kind.events' },
});
