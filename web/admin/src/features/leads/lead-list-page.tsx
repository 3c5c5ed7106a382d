import { exportLeads, type Lead } from '@perennial/api-client';
import { cursorPaging, getLeadCountsOptions, listLeadsInfiniteOptions } from '@perennial/api-client/queries';
import { useKit, useSelection } from '@perennial/ui';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordListPage } from '../../lists/record-list-page';
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
  const { t } = useTranslation('leads');
  const { timeZone } = useKit();
  const search = useSearch({ from: '/_app/leads/' });
  const navigate = useNavigate({ from: '/leads/' });
  const filter = toLeadFilter(search, new Date(), timeZone);
  const sort = search.sort ? { sort: search.sort } : {};
  const query = useInfiniteQuery({
    ...listLeadsInfiniteOptions({
      query: { ...filter, ...sort, include: 'owner,channel,score', count: true },
    }),
    ...cursorPaging,
  });
  const { stage_id: _, ...withoutStage } = filter;
  const counts = useQuery({
    ...getLeadCountsOptions({ query: withoutStage }),
    placeholderData: keepPreviousData,
  });
  const list = useList<Lead>(query);
  const selection = useSelection();
  const setSearch = (next: LeadSearch) => void navigate({ search: next });
  const nameOf = (id: string) => {
    const lead = list.rows.find((each) => each.id === id);
    return lead ? leadTitle(lead) : id;
  };
  return (
    <RecordListPage<Lead, LeadSearch>
      name="leads"
      texts={{ title: t('title'), create: t('action.create') }}
      summary={<LeadsSummary counts={counts.data} />}
      above={
        <StageStrip
          counts={counts.data}
          value={search.stage_id}
          onChange={(stage_id) => setSearch({ ...search, stage_id })}
        />
      }
      list={list}
      columns={useLeadColumns()}
      search={search}
      onSearch={setSearch}
      views={useLeadViews()}
      parse={(params) => leadSearchSchema.parse(params)}
      filters={(tools) => <LeadFilters search={search} onChange={setSearch} tools={tools} />}
      isFiltered={isFiltered(search)}
      empty={(onCreate) => <LeadsEmpty onCreate={onCreate} />}
      withoutFilters={withoutFilters}
      load={(columns) =>
        exportLeads({
          query: { ...filter, ...sort, columns: exportedColumns(columns) },
          parseAs: 'blob',
          throwOnError: true,
        })
      }
      canWrite={useGrant('leads:write')}
      selection={selection}
      bulk={<LeadBulkBar selection={selection} filter={filter} total={list.total} nameOf={nameOf} />}
      drawer={(slot) => <LeadDrawer {...slot} />}
      form={(slot) => <LeadFormDrawer {...slot} />}
    />
  );
}

/** By these a lead is called that has neither company nor name; a row of the file must be recognisable as well. */
const waysToReach = ['phone', 'email', 'wechat'];

/** The next step is a line of its own, in the export of tasks; a score moves, and so do clocks. */
const onScreenOnly = ['next_task', 'score', 'response_due_at', 'protected_until'];

/** The columns on show that a file has too; an amount there has its currency in a column of its own. */
function exportedColumns(visible: string): string {
  const shown = visible.split(',').filter((id) => !onScreenOnly.includes(id));
  const amounts = shown.includes('expected_amount') ? ['expected_currency'] : [];
  return [...new Set([...shown, ...amounts, ...waysToReach])].join(',');
}
