import { createFileRoute } from '@tanstack/react-router';
import { FunnelPage } from '../../../features/insights/funnel/funnel-page';
import { funnelSearchSchema } from '../../../features/insights/funnel/funnel-search';

export const Route = createFileRoute('/_app/insights/funnel')({
  validateSearch: funnelSearchSchema,
  component: FunnelPage,
  staticData: { crumb: 'insights:kind.funnel' },
});
