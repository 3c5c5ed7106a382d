import { createFileRoute } from '@tanstack/react-router';
import { channelSearchSchema } from '../../features/channels/channel-search';
import { ChannelsPage } from '../../features/channels/channels-page';
import { loadNamespaces } from '../../i18n/i18n';

export const Route = createFileRoute('/_app/channels')({
  validateSearch: channelSearchSchema,
  loader: () => loadNamespaces('channels', 'work'),
  component: ChannelsPage,
  staticData: { crumb: 'shell:nav.channels', stage: 'discover' },
});
