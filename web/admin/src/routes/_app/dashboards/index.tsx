import { createFileRoute } from '@tanstack/react-router';
import { DashboardListPage } from '../../../features/dashboards/dashboard-list-page';
import { dashboardListSchema } from '../../../features/dashboards/dashboard-search';

export const Route = createFileRoute('/_app/dashboards/')({
  validateSearch: dashboardListSchema,
  component: DashboardListPage,
});
