import { createFileRoute } from '@tanstack/react-router';
import { InsightsLayout } from '../../features/insights/insights-layout';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/insights')({
  loader: () => loadNamespaces('insights', 'events', 'charts', 'grants', 'dashboards', 'work', 'timeline'),
  component: InsightsLayout,
  staticData: { crumb: 'shell:nav.insights' },
});
