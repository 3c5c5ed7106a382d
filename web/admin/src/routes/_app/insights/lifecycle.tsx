import { createFileRoute } from '@tanstack/react-router';
import { LifecyclePage } from '../../../features/insights/lifecycle/lifecycle-page';
import { lifecycleSearchSchema } from '../../../features/insights/lifecycle/lifecycle-search';

export const Route = createFileRoute('/_app/insights/lifecycle')({
  validateSearch: lifecycleSearchSchema,
  component: LifecyclePage,
  staticData: { crumb: 'insights:kind.lifecycle' },
});
