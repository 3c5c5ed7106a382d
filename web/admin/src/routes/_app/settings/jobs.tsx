import { createFileRoute } from '@tanstack/react-router';
import { jobSearchSchema } from '../../../features/settings/jobs/job-search';
import { JobsPage } from '../../../features/settings/jobs/jobs-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/jobs')({
  validateSearch: jobSearchSchema,
  loader: () => loadNamespaces('jobs', 'grants', 'work'),
  component: JobsPage,
  staticData: { crumb: 'jobs:title' },
});
