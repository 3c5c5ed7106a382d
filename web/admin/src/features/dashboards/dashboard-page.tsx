import type { Dashboard } from '@perennial/api-client';
import { getDashboardOptions } from '@perennial/api-client/queries';
import { Card, EmptyState, ErrorState, useIsPhone } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { ConflictNotice } from '../../shared/conflict/conflict-notice';
import { GrantGate } from '../../shared/grants/grant-gate';
import { AddQuestion } from './add-question';
import { DashboardGrid } from './dashboard-grid';
import { DashboardHead } from './dashboard-head';
import { NewQuestionLinks } from './new-question-links';
import { useArrangement } from './use-arrangement';

export function DashboardPage() {
  const { dashboardId } = useParams({ from: '/_app/dashboards/$dashboardId' });
  return (
    <GrantGate grant="events:read">
      <DashboardById key={dashboardId} id={dashboardId} />
    </GrantGate>
  );
}

function DashboardById({ id }: { id: string }) {
  const query = useQuery(getDashboardOptions({ path: { id } }));
  if (query.isError && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  return <DashboardView dashboard={query.data} />;
}

/** Saved questions side by side, each with its newest answer. */
function DashboardView({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation('dashboards');
  const { arrange } = useSearch({ from: '/_app/dashboards/$dashboardId' });
  const canWrite = useGrant('customers:write');
  const isPhone = useIsPhone();
  const [isAdding, setAdding] = useState(false);
  const arrangement = useArrangement(dashboard);
  const { tiles, conflict } = arrangement;
  const isArranging = Boolean(arrange) && canWrite && !isPhone && tiles.length > 0;
  const add = () => setAdding(true);
  return (
    <>
      <DashboardHead
        dashboard={dashboard}
        canWrite={canWrite}
        isArranging={isArranging}
        isEmpty={tiles.length === 0}
        onAdd={add}
      />
      {conflict ? (
        <ConflictNotice
          fields={[{ field: t('layout.field'), theirs: t('layout.theirs'), mine: t('layout.yours') }]}
          {...conflict}
        />
      ) : null}
      {tiles.length === 0 ? (
        <Card>
          <EmptyState
            title={t('page.empty_title')}
            action={
              canWrite ? (
                <>
                  <Button type="primary" icon={<Plus size={14} />} onClick={add}>
                    {t('page.add')}
                  </Button>
                  <NewQuestionLinks />
                </>
              ) : null
            }
          >
            {t(canWrite ? 'page.empty_text' : 'page.empty_text_read')}
          </EmptyState>
        </Card>
      ) : (
        <DashboardGrid
          dashboard={dashboard}
          arrangement={arrangement}
          canWrite={canWrite}
          isArranging={isArranging}
        />
      )}
      {isAdding ? <AddQuestion arrangement={arrangement} onClose={() => setAdding(false)} /> : null}
    </>
  );
}
