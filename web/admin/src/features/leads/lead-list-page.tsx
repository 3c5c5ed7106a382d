import { exportLeads, type Lead } from '@perennial/api-client';
import { cursorPaging, getLeadCountsOptions, listLeadsInfiniteOptions } from '@perennial/api-client/queries';
import {
  ColumnMenu,
  DataTable,
  DensityMenu,
  ListPanel,
  NoMatchState,
  PageHeader,
  RefreshButton,
  useColumnSettings,
  useHotkeys,
  useKit,
  useSelection,
} from '@perennial/ui';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus, Upload } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../../lists/export-button';
import { ListViews } from '../../lists/list-views';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { LeadBulkBar } from './lead-bulk-bar';
import { useLeadColumns } from './lead-columns';
import { LeadFilters } from './lead-filters';
import { isFiltered, type LeadSearch, leadSearchSchema, toLeadFilter, withoutFilters } from './lead-search';
import { leadTitle } from './lead-title';
import { useLeadViews } from './lead-views';
import { LeadsEmpty } from './leads-empty';
import { LeadsSummary } from './leads-summary';
import { StageStrip } from './stage-strip';

const LeadDrawer = lazy(() => import('./lead-drawer'));
const LeadFormDrawer = lazy(() => import('./lead-form-drawer'));

export function LeadListPage() {
  const { t } = useTranslation(['leads', 'common']);
  const { timeZone } = useKit();
  const search = useSearch({ from: '/_app/leads/' });
  const navigate = useNavigate({ from: '/leads/' });
  const router = useRouter();
  const canWrite = useGrant('leads:write');
  const canImport = useGrant('imports:write');
  const filter = toLeadFilter(search, new Date(), timeZone);
  const sort = search.sort ? { sort: search.sort } : {};
  const query = useInfiniteQuery({
    ...listLeadsInfiniteOptions({ query: { ...filter, ...sort, include: 'owner,channel', count: true } }),
    ...cursorPaging,
  });
  const { stage_id: _, ...withoutStage } = filter;
  const counts = useQuery({
    ...getLeadCountsOptions({ query: withoutStage }),
    placeholderData: keepPreviousData,
  });
  const list = useList<Lead>(query);
  const columns = useColumnSettings('leads', useLeadColumns());
  const selection = useSelection();
  const views = useLeadViews();
  const setSearch = (next: LeadSearch) => navigate({ search: next });
  const change = (part: Partial<LeadSearch>) => navigate({ search: (old) => ({ ...old, ...part }) });
  const create = () => change({ new: true });
  useHotkeys(
    canWrite ? [{ keys: 'c', label: t('leads:action.create'), group: t('leads:title'), run: create }] : [],
  );
  const nameOf = (id: string) => {
    const lead = list.rows.find((each) => each.id === id);
    return lead ? leadTitle(lead) : id;
  };

  return (
    <>
      <PageHeader
        title={t('leads:title')}
        summary={<LeadsSummary counts={counts.data} />}
        actions={
          <>
            <ExportButton
              fileName="leads.csv"
              load={() =>
                exportLeads({
                  query: { ...filter, ...sort, columns: exportedColumns(columns.visible) },
                  parseAs: 'blob',
                  throwOnError: true,
                })
              }
            />
            {canImport ? (
              <Button
                icon={<Upload size={14} />}
                onClick={() => void router.navigate({ href: '/imports/new?target=leads' })}
              >
                {t('common:action.import')}
              </Button>
            ) : null}
            {canWrite ? (
              <Button type="primary" icon={<Plus size={14} />} onClick={create}>
                {t('leads:action.create')}
              </Button>
            ) : null}
          </>
        }
      />
      <StageStrip
        counts={counts.data}
        value={search.stage_id}
        onChange={(stage_id) => change({ stage_id })}
      />
      <ListPanel
        views={
          <ListViews
            list="leads"
            search={search}
            builtIn={views}
            onApply={(next) => setSearch(leadSearchSchema.parse(next))}
          />
        }
        filters={
          <LeadFilters
            search={search}
            onChange={setSearch}
            tools={
              <>
                <RefreshButton list={list} />
                <DensityMenu />
                <ColumnMenu columns={columns} />
              </>
            }
          />
        }
      >
        <DataTable
          label={t('leads:title')}
          list={list}
          columns={columns}
          rowId={(lead) => lead.id}
          {...(canWrite ? { selection } : {})}
          sort={search.sort ?? '-created_at'}
          onSortChange={(next) => change({ sort: next })}
          hrefOf={(lead) => `/leads/${lead.id}`}
          onOpen={(open) => change({ open })}
          openId={search.open}
          isFiltered={isFiltered(search)}
          emptyState={<LeadsEmpty onCreate={canWrite ? create : undefined} />}
          noMatchState={<NoMatchState onClear={() => setSearch(withoutFilters(search))} />}
        />
        <LeadBulkBar selection={selection} filter={filter} total={list.total} nameOf={nameOf} />
      </ListPanel>
      <Suspense fallback={null}>
        {search.open ? (
          <LeadDrawer
            id={search.open}
            siblings={list.rows.map(({ id }) => id)}
            tab={search.tab}
            onTab={(tab) => change({ tab })}
            onOpen={(open) => change({ open })}
          />
        ) : null}
        {search.new && canWrite ? (
          <LeadFormDrawer
            onClose={() => change({ new: undefined })}
            onSaved={(lead) => change({ new: undefined, open: lead.id })}
          />
        ) : null}
      </Suspense>
    </>
  );
}

/** The columns on show that a file has too: the next step is a line of its own, in the export of tasks. */
function exportedColumns(visible: { id: string }[]): string {
  return visible
    .map(({ id }) => id)
    .filter((id) => id !== 'next_task')
    .join(',');
}
