import type { BoardColumn as Column, Lead } from '@perennial/api-client';
import { getLeadBoardOptions } from '@perennial/api-client/queries';
import { ErrorState, NoMatchState, PageHeader, useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { RotateCw } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ListViews } from '../../lists/list-views';
import { useCreateButton } from '../../lists/use-create-button';
import { useGrant } from '../../session/session-store';
import styles from './board.module.css';
import { BoardColumn } from './board-column';
import { LeadFilters } from './lead-filters';
import { isFiltered, type LeadSearch, leadSearchSchema, toLeadFilter, withoutFilters } from './lead-search';
import { useLeadViews } from './lead-views';
import { LeadsEmpty } from './leads-empty';
import { useBoardDrag } from './use-board-drag';
import { useBoardKeys } from './use-board-keys';
import { useMoveLead } from './use-move-lead';

const LeadDrawer = lazy(() => import('./lead-drawer'));
const LeadFormDrawer = lazy(() => import('./lead-form-drawer'));

const steps = [20, 50, 100] as const;

/** The sales process as columns: drag a card, or press M and choose where it goes. */
export function BoardPage() {
  const { t } = useTranslation(['leads', 'shell', 'kit']);
  const { timeZone } = useKit();
  const search = useSearch({ from: '/_app/board' });
  const navigate = useNavigate({ from: '/board' });
  const canWrite = useGrant('leads:write');
  const [perStage, setPerStage] = useState<number>(steps[0]);
  const filter = toLeadFilter(search, new Date(), timeZone);
  const board = useQuery({
    ...getLeadBoardOptions({ query: { ...filter, include: 'owner,channel', per_stage: perStage } }),
    placeholderData: keepPreviousData,
  });
  const { move, dialogs } = useMoveLead();
  const scroller = useRef<HTMLDivElement>(null);
  const columns = board.data?.columns ?? [];
  useBoardDrag(canWrite, columns, move);
  const setSearch = (next: LeadSearch) => navigate({ search: next });
  const change = (part: Partial<LeadSearch>) => navigate({ search: (old) => ({ ...old, ...part }) });
  const open = (id: string | undefined) => change({ open: id });
  const create = () => change({ new: true });
  const createButton = useCreateButton({
    label: t('leads:action.create'),
    group: t('leads:title'),
    isAllowed: canWrite,
    onCreate: create,
  });
  useBoardKeys(scroller, canWrite);
  const more = steps.find((step) => step > perStage);
  const views = useLeadViews();
  const everything = columns.flatMap((column) => column.leads);
  const isEmpty = board.isSuccess && columns.every(({ total }) => total === 0);

  return (
    <>
      {dialogs}
      <PageHeader
        title={t('shell:nav.board')}
        summary={canWrite ? t('leads:board.summary') : undefined}
        actions={createButton}
      />
      <section className={styles.panel}>
        <ListViews
          list="leads"
          search={search}
          builtIn={[views[0], ...views.slice(1, 3)]}
          onApply={(next) => setSearch(leadSearchSchema.parse(next))}
        />
        <LeadFilters
          search={search}
          onChange={setSearch}
          withoutStage
          tools={
            <Button
              type="text"
              icon={<RotateCw size={15} />}
              aria-label={t('kit:table.refresh')}
              title={t('kit:table.refresh')}
              disabled={board.isFetching}
              onClick={() => void board.refetch()}
            />
          }
        />
        {board.isError && !board.data ? (
          <ErrorState error={board.error} onRetry={() => void board.refetch()} />
        ) : null}
        {isEmpty && isFiltered(search) ? (
          <NoMatchState onClear={() => setSearch(withoutFilters(search))} />
        ) : null}
        {isEmpty && !isFiltered(search) ? <LeadsEmpty onCreate={canWrite ? create : undefined} /> : null}
        {isEmpty || (board.isError && !board.data) ? null : (
          <div
            ref={scroller}
            className={styles.columns}
            data-dimmed={board.isPlaceholderData || undefined}
            aria-busy={board.isFetching}
          >
            {board.isPending ? (
              <SkeletonColumns />
            ) : (
              columns.map((column) => (
                <BoardColumn
                  key={column.stage.id}
                  column={column}
                  stages={columns.map(({ stage }) => stage)}
                  canMove={canWrite}
                  openId={search.open}
                  listSearch={listSearchOf(search, column)}
                  isLoadingMore={board.isPlaceholderData}
                  onOpen={open}
                  onMove={move}
                  onMore={more ? () => setPerStage(more) : undefined}
                />
              ))
            )}
          </div>
        )}
      </section>
      <Suspense fallback={null}>
        {search.open ? (
          <LeadDrawer
            id={search.open}
            siblings={everything.map(({ id }: Lead) => id)}
            tab={search.tab}
            onTab={(tab) => change({ tab })}
            onOpen={open}
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

/** The same leads as a list: where a column is longer than a board should be. */
function listSearchOf(search: LeadSearch, column: Column): LeadSearch {
  const { view: _view, open: _open, new: _new, tab: _tab, ...filters } = search;
  return { ...filters, stage_id: column.stage.id } as LeadSearch;
}

function SkeletonColumns() {
  return [1, 2, 3, 4, 5].map((column) => <div key={column} className={styles.skeleton} />);
}
