import type { Dashboard } from '@perennial/api-client';
import { cursorPaging, listDashboardsInfiniteOptions } from '@perennial/api-client/queries';
import { PageHeader, SearchInput } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../lists/filtered-list';
import { useCreateButton } from '../../lists/use-create-button';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { GrantGate } from '../../shared/grants/grant-gate';
import { DashboardsEmpty } from './dashboards-empty';
import { TemplateMenu } from './template-menu';
import { useDashboardColumns } from './use-dashboard-columns';
import { useDeleteDashboard } from './use-delete-dashboard';

const DashboardFormDrawer = lazy(() => import('./dashboard-form-drawer'));

export function DashboardListPage() {
  return (
    <GrantGate grant="events:read">
      <Dashboards />
    </GrantGate>
  );
}

/** Every dashboard of the workspace. */
function Dashboards() {
  const { t } = useTranslation('dashboards');
  const search = useSearch({ from: '/_app/dashboards/' });
  const navigate = useNavigate({ from: '/dashboards/' });
  const canWrite = useGrant('customers:write');
  const { q, sort } = search;
  const query = useInfiniteQuery({
    ...listDashboardsInfiniteOptions({
      query: { ...(q ? { q } : {}), ...(sort ? { sort } : {}), count: true },
    }),
    ...cursorPaging,
  });
  const list = useList<Dashboard>(query);
  const { remove, holder } = useDeleteDashboard();
  const change = (part: Partial<typeof search>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const open = (id: string) => void navigate({ to: '/dashboards/$dashboardId', params: { dashboardId: id } });
  const createButton = useCreateButton({
    label: t('create'),
    group: t('title'),
    isAllowed: canWrite,
    onCreate: () => change({ new: true }),
  });
  return (
    <>
      {holder}
      <PageHeader
        title={t('title')}
        summary={t('summary')}
        actions={
          <>
            {canWrite && list.rows.length > 0 ? <TemplateMenu /> : null}
            {createButton}
          </>
        }
      />
      <FilteredList
        id="dashboards"
        label={t('title')}
        list={list}
        columns={useDashboardColumns(canWrite ? remove : undefined)}
        rowId={({ id }) => id}
        search={
          <SearchInput
            value={q ?? ''}
            placeholder={t('search')}
            onChange={(text) => change({ q: text || undefined })}
          />
        }
        filters={[]}
        isFiltered={Boolean(q)}
        onClear={() => change({ q: undefined })}
        sort={sort ?? 'name'}
        onSortChange={(next) => change({ sort: next })}
        hrefOf={({ id }) => `/dashboards/${id}`}
        onOpen={open}
        emptyState={<DashboardsEmpty canWrite={canWrite} />}
      />
      <Suspense fallback={null}>
        {search.new && canWrite ? (
          <DashboardFormDrawer onSaved={({ id }) => open(id)} onClose={() => change({ new: undefined })} />
        ) : null}
      </Suspense>
    </>
  );
}
