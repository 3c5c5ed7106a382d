import { type Account, exportAccounts } from '@perennial/api-client';
import { cursorPaging, listAccountsInfiniteOptions } from '@perennial/api-client/queries';
import { useKit, useSelection } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordListPage } from '../../lists/record-list-page';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { RecordsEmpty } from '../../shared/lists/records-empty';
import { AccountBulkBar } from './account-bulk-bar';
import { useAccountColumns } from './account-columns';
import { AccountFilters } from './account-filters';
import {
  type AccountSearch,
  accountSearchSchema,
  isFiltered,
  toAccountFilter,
  withoutFilters,
} from './account-search';
import { useAccountViews } from './account-views';

const AccountDrawer = lazy(() => import('./account-drawer'));
const AccountFormDrawer = lazy(() => import('./account-form-drawer'));

export function AccountListPage() {
  const { t } = useTranslation('accounts');
  const { timeZone } = useKit();
  const search = useSearch({ from: '/_app/accounts/' });
  const navigate = useNavigate({ from: '/accounts/' });
  const canWrite = useGrant('customers:write');
  const filter = toAccountFilter(search, new Date(), timeZone);
  const sort = search.sort ? { sort: search.sort } : {};
  const query = useInfiniteQuery({
    ...listAccountsInfiniteOptions({ query: { ...filter, ...sort, include: 'owner,plan', count: true } }),
    ...cursorPaging,
  });
  const list = useList<Account>(query);
  const selection = useSelection();
  const setSearch = (next: AccountSearch) => void navigate({ search: next });
  return (
    <RecordListPage<Account, AccountSearch>
      name="accounts"
      texts={{ title: t('title'), create: t('action.create') }}
      summary={list.total === undefined ? null : t('count', { count: list.total })}
      list={list}
      columns={useAccountColumns()}
      search={search}
      onSearch={setSearch}
      views={useAccountViews()}
      parse={(params) => accountSearchSchema.parse(params)}
      filters={(tools) => <AccountFilters search={search} onChange={setSearch} tools={tools} />}
      isFiltered={isFiltered(search)}
      empty={(onCreate) => (
        <RecordsEmpty
          title={t('empty.title')}
          text={t('empty.text')}
          createLabel={t('action.create')}
          onCreate={onCreate}
          target="accounts"
        />
      )}
      withoutFilters={withoutFilters}
      load={(columns) =>
        exportAccounts({ query: { ...filter, ...sort, columns }, parseAs: 'blob', throwOnError: true })
      }
      canWrite={canWrite}
      selection={selection}
      bulk={
        <AccountBulkBar
          selection={selection}
          nameOf={(id) => list.rows.find((account) => account.id === id)?.name ?? id}
        />
      }
      drawer={(slot) => <AccountDrawer {...slot} />}
      form={(slot) => <AccountFormDrawer {...slot} />}
    />
  );
}
