import { PageHeader } from '@perennial/ui';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { loadNamespaces } from '../../i18n/i18n';
import { useGrant } from '../../session/session-store';
import { GrantGate } from '../../shared/grants/grant-gate';
import { leadNamespaces } from '../leads/lead-namespaces';
import { AssignmentPanel } from './assignment/assignment-panel';
import { PoolsPanel } from './pools/pools-panel';
import { ResponsePanel } from './response/response-panel';
import styles from './routing.module.css';
import { type RoutingSearch, routingTabs } from './routing-search';

const LeadDrawer = lazy(async () => {
  const [drawer] = await Promise.all([import('../leads/lead-drawer'), loadNamespaces(...leadNamespaces)]);
  return drawer;
});

export type RoutingPanelProps = {
  search: RoutingSearch;
  canConfigure: boolean;
  onChange: (part: Partial<RoutingSearch>) => void;
  /** Opens a lead beside the page: a draft stays as it is. */
  onOpenLead: (id: string) => void;
};

const panels = { assignment: AssignmentPanel, pools: PoolsPanel, response: ResponsePanel };

/** Who gets which leads, how long they keep them, and how soon they are to answer. */
export function RoutingPage() {
  const { t } = useTranslation('routing');
  const search = useSearch({ from: '/_app/routing' });
  const navigate = useNavigate({ from: '/routing' });
  const canConfigure = useGrant('leads:configure');
  const tab = search.tab ?? 'assignment';
  const change = (part: Partial<RoutingSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const panel = { search, canConfigure, onChange: change, onOpenLead: (open: string) => change({ open }) };
  return (
    <GrantGate grant="leads:read">
      <PageHeader title={t('title')} summary={t(`summary.${tab}`)} />
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate({ search: { tab: routingTabs.find((each) => each === key) } })}
        // A draft stays while another tab is looked at.
        items={routingTabs.map((key) => {
          const Panel = panels[key];
          return { key, label: t(`tab.${key}`), children: <Panel {...panel} /> };
        })}
        className={styles.tabs ?? ''}
      />
      {search.open ? (
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
