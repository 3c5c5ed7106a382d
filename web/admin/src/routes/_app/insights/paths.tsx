import { createFileRoute } from '@tanstack/react-router';
import { PathsPage } from '../../../features/insights/paths/paths-page';
import { pathsSearchSchema } from '../../../features/insights/paths/paths-search';

export const Route = createFileRoute('/_app/insights/paths')({
  validateSearch: pathsSearchSchema,
  component: PathsPage,
  staticData: { crumb: 'insights:kind.paths' },
});
