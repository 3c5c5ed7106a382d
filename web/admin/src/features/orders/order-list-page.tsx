import { exportOrders, type Order } from '@perennial/api-client';
import { cursorPaging, listOrdersInfiniteOptions } from '@perennial/api-client/queries';
import { FilterBar } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordListPage } from '../../lists/record-list-page';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { GrantGate } from '../../shared/grants/grant-gate';
import { RecordsEmpty } from '../../shared/lists/records-empty';
import { useOrderColumns } from './order-columns';
import { useOrderFilters } from './order-filters';
import {
  exportedColumns,
  type OrderSearch,
  orderSearchSchema,
  toOrderFilter,
  withoutFilters,
} from './order-search';
import { useOrderViews } from './order-views';

const OrderDrawer = lazy(() => import('./order-drawer'));
const OrderFormDrawer = lazy(() => import('../../shared/orders/order-form-drawer'));

export function OrderListPage() {
  return (
    <GrantGate grant="customers:read">
      <Orders />
    </GrantGate>
  );
}

/** The ledger: every order there ever was, void ones among them. */
function Orders() {
  const { t } = useTranslation('orders');
  const search = useSearch({ from: '/_app/orders' });
  const navigate = useNavigate({ from: '/orders' });
  const query = { ...toOrderFilter(search), ...(search.sort ? { sort: search.sort } : {}) };
  const list = useList<Order>(
    useInfiniteQuery({
      ...listOrdersInfiniteOptions({ query: { ...query, include: 'account,plan', count: true } }),
      ...cursorPaging,
    }),
  );
  const setSearch = (next: OrderSearch) => void navigate({ search: next });
  const filters = useOrderFilters(search, (part) => setSearch({ ...search, ...part }));
  return (
    <RecordListPage<Order, OrderSearch>
      name="orders"
      texts={{ title: t('title'), create: t('action.create') }}
      summary={list.total === undefined ? null : t('count', { count: list.total })}
      list={list}
      columns={useOrderColumns()}
      search={search}
      onSearch={setSearch}
      views={useOrderViews()}
      parse={(params) => orderSearchSchema.parse(params)}
      defaultSort="-ordered_on"
      filters={(tools) => (
        <FilterBar
          filters={filters}
          inRow={6}
          onClear={() => setSearch(withoutFilters(search))}
          tools={tools}
        />
      )}
      isFiltered={filters.some(({ isActive }) => isActive)}
      empty={(onCreate) => (
        <RecordsEmpty
          title={t('empty.title')}
          text={t('empty.text')}
          createLabel={t('action.create')}
          onCreate={onCreate}
        />
      )}
      withoutFilters={withoutFilters}
      load={(columns) =>
        exportOrders({
          query: { ...query, columns: exportedColumns(columns) },
          parseAs: 'blob',
          throwOnError: true,
        })
      }
      canWrite={useGrant('customers:write')}
      drawer={({ id, siblings, onOpen }) => <OrderDrawer id={id} siblings={siblings} onOpen={onOpen} />}
      form={(slot) => (
        <OrderFormDrawer {...(search.account_id ? { accountId: search.account_id } : {})} {...slot} />
      )}
    />
  );
}
