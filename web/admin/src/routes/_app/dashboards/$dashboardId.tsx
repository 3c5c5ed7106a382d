import { getDashboardOptions } from '@perennial/api-client/queries';
import { createFileRoute } from '@tanstack/react-router';
import { DashboardPage } from '../../../features/dashboards/dashboard-page';
import { dashboardPageSchema } from '../../../features/dashboards/dashboard-search';

export const Route = createFileRoute('/_app/dashboards/$dashboardId')({
  validateSearch: dashboardPageSchema,
  loader: async ({ context, params }) => {
    const dashboard = await context.queryClient.ensureQueryData(
      getDashboardOptions({ path: { id: params.dashboardId } }),
    );
    return { crumb: dashboard.name };
  },
  component: DashboardPage,
});
