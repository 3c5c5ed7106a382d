import { createFileRoute } from '@tanstack/react-router';
import { TrendsPage } from '../../../features/insights/trends/trends-page';
import { trendsSearchSchema } from '../../../features/insights/trends/trends-search';

export const Route = createFileRoute('/_app/insights/trends')({
  validateSearch: trendsSearchSchema,
  component: TrendsPage,
  staticData: { crumb: 'insights:kind.trends' },
});
