import { exportPeople, type Person } from '@perennial/api-client';
import { cursorPaging, listPeopleInfiniteOptions } from '@perennial/api-client/queries';
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
} from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton } from '../../lists/export-button';
import { ListViews } from '../../lists/list-views';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { CustomersEmpty, ImportLink } from '../../shared/lists/customers-empty';
import { usePersonColumns } from './person-columns';
import { PersonFilters } from './person-filters';
import {
  isFiltered,
  type PersonSearch,
  personSearchSchema,
  toPersonFilter,
  withoutFilters,
} from './person-search';
import { usePersonViews } from './person-views';

const PersonDrawer = lazy(() => import('./person-drawer'));
const PersonFormDrawer = lazy(() => import('./person-form-drawer'));

export function PersonListPage() {
  const { t } = useTranslation('people');
  const search = useSearch({ from: '/_app/people/' });
  const navigate = useNavigate({ from: '/people/' });
  const canWrite = useGrant('customers:write');
  const filter = toPersonFilter(search);
  const sort = search.sort ? { sort: search.sort } : {};
  const query = useInfiniteQuery({
    ...listPeopleInfiniteOptions({ query: { ...filter, ...sort, count: true } }),
    ...cursorPaging,
  });
  const list = useList<Person>(query);
  const columns = useColumnSettings('people', usePersonColumns());
  const setSearch = (next: PersonSearch) => void navigate({ search: next });
  const change = (part: Partial<PersonSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const create = () => change({ new: true });
  useHotkeys(canWrite ? [{ keys: 'c', label: t('action.create'), group: t('title'), run: create }] : []);

  return (
    <>
      <PageHeader
        title={t('title')}
        summary={list.total === undefined ? null : t('count', { count: list.total })}
        actions={
          <>
            <ExportButton
              fileName="people.csv"
              load={() =>
                exportPeople({
                  query: { ...filter, ...sort, columns: columns.visible.map(({ id }) => id).join(',') },
                  parseAs: 'blob',
                  throwOnError: true,
                })
              }
            />
            <ImportLink target="people" />
            {canWrite ? (
              <Button type="primary" icon={<Plus size={14} />} onClick={create}>
                {t('action.create')}
              </Button>
            ) : null}
          </>
        }
      />
      <ListPanel
        views={
          <ListViews
            list="people"
            search={search}
            builtIn={usePersonViews()}
            onApply={(next) => setSearch(personSearchSchema.parse(next))}
          />
        }
        filters={
          <PersonFilters
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
          rowId={(person) => person.id}
          sort={search.sort ?? '-created_at'}
          onSortChange={(next) => change({ sort: next })}
          hrefOf={(person) => `/people/${person.id}`}
          onOpen={(open) => change({ open })}
          openId={search.open}
          isFiltered={isFiltered(search)}
          emptyState={
            <CustomersEmpty
              title={t('empty.title')}
              text={t('empty.text')}
              createLabel={t('action.create')}
              onCreate={canWrite ? create : undefined}
              target="people"
            />
          }
          noMatchState={<NoMatchState onClear={() => setSearch(withoutFilters(search))} />}
        />
      </ListPanel>
      <Suspense fallback={null}>
        {search.open ? (
          <PersonDrawer
            id={search.open}
            siblings={list.rows.map(({ id }) => id)}
            tab={search.tab}
            onTab={(tab) => change({ tab })}
            onOpen={(open) => change({ open })}
          />
        ) : null}
        {search.new && canWrite ? (
          <PersonFormDrawer
            onClose={() => change({ new: undefined })}
            onSaved={(person) => change({ new: undefined, open: person.id })}
          />
        ) : null}
      </Suspense>
    </>
  );
}
