import type { LeadPool } from '@perennial/api-client';
import { listLeadPoolsOptions } from '@perennial/api-client/queries';
import { Card, EmptyState, ErrorState, PageHeader } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Button, Skeleton, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { GrantGate } from '../../../shared/grants/grant-gate';
import { PoolList } from './pool-list';
import type { PoolSearch } from './pool-search';

/** Leads that belong to nobody, for whoever takes them first. */
export function PoolPage() {
  const { t } = useTranslation('pool');
  return (
    <GrantGate grant="leads:read">
      <PageHeader title={t('title')} summary={t('summary')} />
      <Pools />
    </GrantGate>
  );
}

function Pools() {
  const query = useQuery(listLeadPoolsOptions());
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) {
    return (
      <Card>
        <Skeleton active paragraph={{ rows: 8 }} />
      </Card>
    );
  }
  const pools = query.data.data;
  return pools.length === 0 ? <NoPools /> : <Chosen pools={pools} />;
}

function Chosen({ pools }: { pools: LeadPool[] }) {
  const { t } = useTranslation('pool');
  const search = useSearch({ from: '/_app/pool' });
  const navigate = useNavigate({ from: '/pool' });
  const pool = pools.find(({ key }) => key === search.pool) ?? pools[0];
  if (!pool) return null;
  const change = (part: Partial<PoolSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  return (
    <>
      {pools.length > 1 ? (
        <Tabs
          activeKey={pool.key}
          onChange={(key) => void navigate({ search: { pool: key } })}
          items={pools.map(({ key, name, leads }) => ({ key, label: t('tab', { name, leads }) }))}
          tabBarStyle={{ margin: 0 }}
          style={{ flex: 'none' }}
        />
      ) : null}
      <PoolList key={pool.key} pool={pool} search={search} onChange={change} />
    </>
  );
}

function NoPools() {
  const { t } = useTranslation('pool');
  const router = useRouter();
  const canConfigure = useGrant('leads:configure');
  return (
    <Card>
      <EmptyState
        title={t('none.title')}
        action={
          canConfigure ? (
            <Button type="primary" onClick={() => void router.navigate({ href: '/routing?tab=pools' })}>
              {t('none.action')}
            </Button>
          ) : null
        }
      >
        {t(canConfigure ? 'none.text' : 'none.ask')}
      </EmptyState>
    </Card>
  );
}
