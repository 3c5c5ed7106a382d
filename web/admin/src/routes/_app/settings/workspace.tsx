import { createFileRoute } from '@tanstack/react-router';
import { WorkspacePage } from '../../../features/settings/workspace/workspace-page';
import { loadNamespaces } from '../../../i18n/i18n';

export const Route = createFileRoute('/_app/settings/workspace')({
  loader: () => loadNamespaces('work'),
  component: WorkspacePage,
  staticData: { crumb: 'settings:workspace.title' },
});
