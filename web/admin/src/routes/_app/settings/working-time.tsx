import { createFileRoute } from '@tanstack/react-router';
import { WorkingTimePage } from '../../../features/settings/working-time/working-time-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/working-time')({
  loader: () => loadNamespaces('working-time', 'settings', 'grants', 'work'),
  component: WorkingTimePage,
  staticData: { crumb: 'working-time:title' },
});
