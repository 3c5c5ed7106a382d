import { createFileRoute } from '@tanstack/react-router';
import { ValidityPolicyPage } from '../../../features/settings/validity/validity-policy-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/validity')({
  loader: () => loadNamespaces('validity', 'grants'),
  component: ValidityPolicyPage,
  staticData: { crumb: 'validity:policy.title' },
});
