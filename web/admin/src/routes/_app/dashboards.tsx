import { createFileRoute } from '@tanstack/react-router';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/dashboards')({
  loader: () => loadNamespaces('dashboards', 'insights', 'events', 'charts', 'grants', 'work', 'timeline'),
  staticData: { crumb: 'shell:nav.dashboards' },
});
