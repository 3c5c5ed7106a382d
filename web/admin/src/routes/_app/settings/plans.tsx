import { createFileRoute } from '@tanstack/react-router';
import { planSearchSchema } from '../../../features/settings/plans/plan-search';
import { PlansPage } from '../../../features/settings/plans/plans-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/plans')({
  validateSearch: planSearchSchema,
  loader: () => loadNamespaces('plans', 'grants', 'work', 'timeline'),
  component: PlansPage,
  staticData: { crumb: 'plans:title' },
});
