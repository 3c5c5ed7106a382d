import { createFileRoute } from '@tanstack/react-router';
import { ActivityPage } from '../../../features/insights/activity/activity-page';
import { activitySearchSchema } from '../../../features/insights/activity/activity-search';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/insights/activity')({
  validateSearch: activitySearchSchema,
  loader: () => loadNamespaces('activity'),
  component: ActivityPage,
  staticData: { crumb: 'insights:kind.activity' },
});
