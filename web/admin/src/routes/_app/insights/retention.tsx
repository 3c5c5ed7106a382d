import { createFileRoute } from '@tanstack/react-router';
import { RetentionPage } from '../../../features/insights/retention/retention-page';
import { retentionSearchSchema } from '../../../features/insights/retention/retention-search';

export const Route = createFileRoute('/_app/insights/retention')({
  validateSearch: retentionSearchSchema,
  component: RetentionPage,
  staticData: { crumb: 'insights:kind.retention' },
});
