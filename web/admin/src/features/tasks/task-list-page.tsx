import type { Task } from '@perennial/api-client';
import { cursorPaging, listTasksInfiniteOptions } from '@perennial/api-client/queries';
import {
  ColumnMenu,
  DataTable,
  DensityMenu,
  EmptyState,
  ListPanel,
  NoMatchState,
  PageHeader,
  RefreshButton,
  useColumnSettings,
  useKit,
} from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type BuiltInView, ListViews } from '../../lists/list-views';
import { useList } from '../../lists/use-list';
import { recordLinks } from '../../manifest/manifests';
import { useTaskColumns } from './task-columns';
import { TaskFilters } from './task-filters';
import { isFiltered, type TaskSearch, taskSearchSchema, toTaskFilter } from './task-search';

/** Every task that the reader may see, those due first. */
export function TaskListPage() {
  const { t } = useTranslation('tasks');
  const { timeZone } = useKit();
  const search = useSearch({ from: '/_app/tasks' });
  const navigate = useNavigate({ from: '/tasks' });
  const router = useRouter();
  const sort = search.sort ?? 'due_at';
  const query = useInfiniteQuery({
    ...listTasksInfiniteOptions({
      query: { ...toTaskFilter(search, new Date(), timeZone), sort, count: true },
    }),
    ...cursorPaging,
  });
  const list = useList<Task>(query);
  const columns = useColumnSettings('tasks', useTaskColumns());
  const setSearch = (next: TaskSearch) => void navigate({ search: next });
  const hrefOf = ({ subject }: Task) => recordLinks[subject.type]?.(subject.id) ?? '/tasks';
  const open = (id: string) => {
    const task = list.rows.find((each) => each.id === id);
    if (task) void router.navigate({ href: `${hrefOf(task)}?tab=tasks` });
  };
  return (
    <>
      <PageHeader
        title={t('title')}
        summary={list.total === undefined ? null : t('count', { count: list.total })}
      />
      <ListPanel
        views={
          <ListViews
            list="tasks"
            search={search}
            builtIn={useTaskViews()}
            onApply={(next) => setSearch(taskSearchSchema.parse(next))}
          />
        }
        filters={
          <TaskFilters
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
          label={t('title')}
          list={list}
          columns={columns}
          rowId={(task) => task.id}
          sort={sort}
          onSortChange={(next) => void navigate({ search: (old) => ({ ...old, sort: next }) })}
          onOpen={open}
          isFiltered={isFiltered(search)}
          emptyState={
            <EmptyState
              title={t('empty.title')}
              action={
                <Button onClick={() => void router.navigate({ to: '/leads' })}>{t('empty.action')}</Button>
              }
            >
              {t('empty.text')}
            </EmptyState>
          }
          noMatchState={<NoMatchState onClear={() => setSearch({ sort: search.sort } as TaskSearch)} />}
        />
      </ListPanel>
    </>
  );
}

function useTaskViews(): [BuiltInView, ...BuiltInView[]] {
  const { t } = useTranslation('tasks');
  return [
    { id: 'open', name: t('view.open'), params: {} },
    { id: 'mine', name: t('view.mine'), params: { owner_id: 'me' } },
    { id: 'today', name: t('view.today'), params: { owner_id: 'me', due: 'today' } },
    { id: 'overdue', name: t('view.overdue'), params: { due: 'overdue' } },
    { id: 'done', name: t('view.done'), params: { state: 'done', sort: '-completed_at' } },
  ];
}
