import { PageHeader } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { loadNamespaces } from '../../i18n/i18n';
import { useCreateButton } from '../../lists/use-create-button';
import { useGrant } from '../../session/session-store';
import { GrantGate } from '../../shared/grants/grant-gate';
import { leadNamespaces } from '../leads/lead-namespaces';
import { AdvocatesPanel } from './advocates/advocates-panel';
import { ReferralsPanel } from './list/referrals-panel';
import { ProgrammePanel } from './programme/programme-panel';
import { type ReferralSearch, referralTabs } from './referral-search';
import { RewardsPanel } from './rewards/rewards-panel';

const LeadDrawer = lazy(async () => {
  const [drawer] = await Promise.all([import('../leads/lead-drawer'), loadNamespaces(...leadNamespaces)]);
  return drawer;
});

const panels = {
  referrals: ReferralsPanel,
  advocates: AdvocatesPanel,
  rewards: RewardsPanel,
  programme: ProgrammePanel,
};

/** Who sends us others, whom, and what they earn by it. */
export function ReferralsPage() {
  const { t } = useTranslation(['referrals', 'shell']);
  const search = useSearch({ from: '/_app/referrals' });
  const navigate = useNavigate({ from: '/referrals' });
  const canWrite = useGrant('leads:write');
  const canConfigure = useGrant('leads:configure');
  const tab = search.tab ?? 'referrals';
  const Panel = panels[tab];
  const change = (part: Partial<ReferralSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const createButton = useCreateButton({
    label: t('referrals:advocate.create'),
    group: t('shell:nav.referrals'),
    isAllowed: canWrite && tab === 'advocates',
    onCreate: () => change({ open: 'new' }),
  });
  const opensLead = tab === 'referrals' || tab === 'rewards';
  return (
    <GrantGate grant="leads:read">
      <PageHeader
        title={t('shell:nav.referrals')}
        summary={t(`referrals:summary.${tab}`)}
        actions={createButton}
      />
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: { tab: referralTabs.find((each) => each === key) } })}
        items={referralTabs.map((key) => ({ key, label: t(`referrals:tab.${key}`) }))}
        tabBarStyle={{ margin: 0 }}
        style={{ flex: 'none' }}
      />
      <Panel
        key={tab}
        search={search}
        canWrite={canWrite}
        canConfigure={canConfigure}
        onChange={change}
        onClear={() => void navigate({ search: { tab: search.tab } })}
      />
      {opensLead && search.open ? (
        <Suspense fallback={null}>
          <LeadDrawer
            id={search.open}
            siblings={[]}
            tab={search.lead_tab}
            onTab={(lead_tab) => change({ lead_tab })}
            onOpen={(open) => change({ open, lead_tab: undefined })}
          />
        </Suspense>
      ) : null}
    </GrantGate>
  );
}
