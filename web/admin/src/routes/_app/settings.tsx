import { createFileRoute } from '@tanstack/react-router';
import { SettingsLayout } from '../../features/settings/settings-layout';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/settings')({
  loader: () => loadNamespaces('settings'),
  component: SettingsLayout,
  staticData: { crumb: 'shell:nav.settings' },
});
