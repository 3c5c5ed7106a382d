import { createFileRoute } from '@tanstack/react-router';
import { StagesPage } from '../../../features/settings/stages/stages-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/stages')({
  loader: () => loadNamespaces('stages', 'leads', 'work', 'timeline', 'grants'),
  component: StagesPage,
  staticData: { crumb: 'stages:title' },
});
