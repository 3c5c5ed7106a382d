import { createFileRoute } from '@tanstack/react-router';
import { StickinessPage } from '../../../features/insights/stickiness/stickiness-page';
import { stickinessSearchSchema } from '../../../features/insights/stickiness/stickiness-search';

export const Route = createFileRoute('/_app/insights/stickiness')({
  validateSearch: stickinessSearchSchema,
  component: StickinessPage,
  staticData: { crumb: 'insights:kind.stickiness' },
});
