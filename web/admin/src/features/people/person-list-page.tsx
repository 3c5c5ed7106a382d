import { exportPeople, type Person } from '@perennial/api-client';
import { cursorPaging, listPeopleInfiniteOptions } from '@perennial/api-client/queries';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordListPage } from '../../lists/record-list-page';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { RecordsEmpty } from '../../shared/lists/records-empty';
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
  const filter = toPersonFilter(search);
  const sort = search.sort ? { sort: search.sort } : {};
  const query = useInfiniteQuery({
    ...listPeopleInfiniteOptions({ query: { ...filter, ...sort, count: true } }),
    ...cursorPaging,
  });
  const list = useList<Person>(query);
  const setSearch = (next: PersonSearch) => void navigate({ search: next });
  return (
    <RecordListPage<Person, PersonSearch>
      name="people"
      texts={{ title: t('title'), create: t('action.create') }}
      summary={list.total === undefined ? null : t('count', { count: list.total })}
      list={list}
      columns={usePersonColumns()}
      search={search}
      onSearch={setSearch}
      views={usePersonViews()}
      parse={(params) => personSearchSchema.parse(params)}
      filters={(tools) => <PersonFilters search={search} onChange={setSearch} tools={tools} />}
      isFiltered={isFiltered(search)}
      empty={(onCreate) => (
        <RecordsEmpty
          title={t('empty.title')}
          text={t('empty.text')}
          createLabel={t('action.create')}
          onCreate={onCreate}
          target="people"
        />
      )}
      withoutFilters={withoutFilters}
      load={(columns) =>
        exportPeople({ query: { ...filter, ...sort, columns }, parseAs: 'blob', throwOnError: true })
      }
      canWrite={useGrant('customers:write')}
      drawer={(slot) => <PersonDrawer {...slot} />}
      form={(slot) => <PersonFormDrawer {...slot} />}
    />
  );
}
