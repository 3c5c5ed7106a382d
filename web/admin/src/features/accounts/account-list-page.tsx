import { type Account, exportAccounts } from '@perennial/api-client';
import { cursorPaging, listAccountsInfiniteOptions } from '@perennial/api-client/queries';
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
  const columns = useColumnSettings('accounts', useAccountColumns());
  const selection = useSelection();
  const setSearch = (next: AccountSearch) => void navigate({ search: next });
  const change = (part: Partial<AccountSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
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
              fileName="accounts.csv"
              load={() =>
                exportAccounts({
                  query: { ...filter, ...sort, columns: columns.visible.map(({ id }) => id).join(',') },
                  parseAs: 'blob',
                  throwOnError: true,
                })
              }
            />
            <ImportLink target="accounts" />
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
            list="accounts"
            search={search}
            builtIn={useAccountViews()}
            onApply={(next) => setSearch(accountSearchSchema.parse(next))}
          />
        }
        filters={
          <AccountFilters
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
          rowId={(account) => account.id}
          {...(canWrite ? { selection } : {})}
          sort={search.sort ?? '-created_at'}
          onSortChange={(next) => change({ sort: next })}
          hrefOf={(account) => `/accounts/${account.id}`}
          onOpen={(open) => change({ open })}
          openId={search.open}
          isFiltered={isFiltered(search)}
          emptyState={
            <CustomersEmpty
              title={t('empty.title')}
              text={t('empty.text')}
              createLabel={t('action.create')}
              onCreate={canWrite ? create : undefined}
              target="accounts"
            />
          }
          noMatchState={<NoMatchState onClear={() => setSearch(withoutFilters(search))} />}
        />
        <AccountBulkBar
          selection={selection}
          nameOf={(id) => list.rows.find((account) => account.id === id)?.name ?? id}
        />
      </ListPanel>
      <Suspense fallback={null}>
        {search.open ? (
          <AccountDrawer
            id={search.open}
            siblings={list.rows.map(({ id }) => id)}
            tab={search.tab}
            onTab={(tab) => change({ tab })}
            onOpen={(open) => change({ open })}
          />
        ) : null}
        {search.new && canWrite ? (
          <AccountFormDrawer
            onClose={() => change({ new: undefined })}
            onSaved={(account) => change({ new: undefined, open: account.id })}
          />
        ) : null}
      </Suspense>
    </>
  );
}
