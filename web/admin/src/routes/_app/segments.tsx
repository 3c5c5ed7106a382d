import { createFileRoute } from '@tanstack/react-router';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/segments')({
  loader: () => loadNamespaces('segments', 'events', 'grants', 'work'),
  staticData: { crumb: 'shell:nav.segments' },
});
