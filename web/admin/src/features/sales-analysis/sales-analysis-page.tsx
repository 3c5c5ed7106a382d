import { PageHeader, useKit } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GrantGate } from '../../shared/grants/grant-gate';
import { FunnelTab } from './funnel-tab';
import { PipelineTab } from './pipeline-tab';
import { SalesControls } from './sales-controls';
import { type SalesSearch, salesTabs } from './sales-search';
import { windowOf } from './sales-window';
import { TargetsTab } from './targets/targets-tab';
import { TeamTab } from './team-tab';
import { WinsTab } from './wins-tab';

/** How selling goes, from those who came to what they bring; every figure opens the leads behind it. */
export function SalesAnalysisPage() {
  return (
    <GrantGate grant="leads:read">
      <SalesAnalysis />
    </GrantGate>
  );
}

export type SalesTabProps = {
  search: SalesSearch;
  /** When the page was opened: a window that moves by the second would ask anew with every render. */
  now: Date;
  onChange: (part: Partial<SalesSearch>) => void;
};

const contents = {
  funnel: FunnelTab,
  wins: WinsTab,
  pipeline: PipelineTab,
  team: TeamTab,
  targets: TargetsTab,
};

function SalesAnalysis() {
  const { t } = useTranslation('sales-analysis');
  const { timeZone } = useKit();
  const search = useSearch({ from: '/_app/sales-analysis' });
  const navigate = useNavigate({ from: '/sales-analysis' });
  const [now] = useState(() => new Date());
  const { tab = 'funnel' } = search;
  const change = (part: Partial<SalesSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...part }), replace: true });
  const Content = contents[tab];
  return (
    <>
      <PageHeader title={t('title')} summary={t('summary')} />
      {tab === 'targets' ? null : (
        <SalesControls search={search} days={windowOf(search, now, timeZone)} onChange={change} />
      )}
      <Tabs
        activeKey={tab}
        destroyOnHidden
        onChange={(next) => change({ tab: salesTabs.find((each) => each === next && each !== 'funnel') })}
        items={salesTabs.map((key) => ({
          key,
          label: t(`tab.${key}`),
          children: key === tab ? <Content search={search} now={now} onChange={change} /> : null,
        }))}
      />
    </>
  );
}
