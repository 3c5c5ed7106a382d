import { PageHeader } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCreateButton } from '../../lists/use-create-button';
import { useGrant } from '../../session/session-store';
import { CampaignsPanel } from './campaigns-panel';
import { type ChannelSearch, channelTabs } from './channel-search';
import { ChannelsPanel } from './channels-panel';
import { RatesPanel } from './rates-panel';
import { RulesPanel } from './rules-panel';
import { SpendPanel } from './spend-panel';

const panels = {
  channels: ChannelsPanel,
  campaigns: CampaignsPanel,
  spend: SpendPanel,
  rates: RatesPanel,
  rules: RulesPanel,
};

/** Where leads come from, what is done to bring them, and what that costs. */
export function ChannelsPage() {
  const { t } = useTranslation(['channels', 'shell']);
  const search = useSearch({ from: '/_app/channels' });
  const navigate = useNavigate({ from: '/channels' });
  const canWrite = useGrant('leads:write');
  const tab = search.tab ?? 'channels';
  const Panel = panels[tab];
  const change = (part: Partial<ChannelSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const createButton = useCreateButton({
    label: t(`channels:create.${tab === 'rules' ? 'channels' : tab}`),
    group: t('shell:nav.channels'),
    // Rules are edited in place.
    isAllowed: canWrite && tab !== 'rules',
    onCreate: () => change({ open: 'new' }),
  });
  return (
    <>
      <PageHeader
        title={t('shell:nav.channels')}
        summary={t(`channels:summary.${tab}`)}
        actions={createButton}
      />
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: { tab: channelTabs.find((each) => each === key) } })}
        items={channelTabs.map((key) => ({ key, label: t(`channels:tab.${key}`) }))}
        tabBarStyle={{ margin: 0 }}
        style={{ flex: 'none' }}
      />
      <Panel
        key={tab}
        search={search}
        canWrite={canWrite}
        onChange={change}
        onClear={() => void navigate({ search: { tab: search.tab } })}
      />
    </>
  );
}
