import type { Order } from '@perennial/api-client';
import { cursorPaging, listOrdersInfiniteOptions } from '@perennial/api-client/queries';
import { EmptyState, PageHeader, useHotkeys } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'antd';
import { Plus } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../lists/filtered-list';
import { useList } from '../../lists/use-list';
import { useGrant } from '../../session/session-store';
import { GrantGate } from '../../shared/grants/grant-gate';
import { useOrderColumns } from './order-columns';
import { useOrderFilters } from './order-filters';
import { type OrderSearch, toOrderFilter, withoutFilters } from './order-search';

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
  const canWrite = useGrant('customers:write');
  const query = useInfiniteQuery({
    ...listOrdersInfiniteOptions({
      query: { ...toOrderFilter(search), ...(search.sort ? { sort: search.sort } : {}), count: true },
    }),
    ...cursorPaging,
  });
  const list = useList<Order>(query);
  const columns = useOrderColumns();
  const change = (part: Partial<OrderSearch>) => void navigate({ search: (old) => ({ ...old, ...part }) });
  const filters = useOrderFilters(search, change);
  const create = () => change({ new: true });
  useHotkeys(canWrite ? [{ keys: 'c', label: t('action.create'), group: t('title'), run: create }] : []);
  const createButton = canWrite ? (
    <Button type="primary" icon={<Plus size={14} />} onClick={create}>
      {t('action.create')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={t('title')}
        summary={list.total === undefined ? null : t('count', { count: list.total })}
        actions={createButton}
      />
      <FilteredList
        id="orders"
        label={t('title')}
        list={list}
        columns={columns}
        rowId={(order) => order.id}
        filters={filters}
        inRow={6}
        isFiltered={filters.some(({ isActive }) => isActive)}
        onClear={() => void navigate({ search: withoutFilters(search) })}
        sort={search.sort ?? '-ordered_on'}
        onSortChange={(sort) => change({ sort })}
        openId={search.open}
        onOpen={(open) => change({ open })}
        emptyState={
          <EmptyState title={t('empty.title')} action={createButton}>
            {t('empty.text')}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {search.open ? (
          <OrderDrawer
            id={search.open}
            siblings={list.rows.map(({ id }) => id)}
            onOpen={(open) => change({ open })}
          />
        ) : null}
        {search.new && canWrite ? (
          <OrderFormDrawer
            {...(search.account_id ? { accountId: search.account_id } : {})}
            onSaved={(order) => change({ new: undefined, open: order.id })}
            onClose={() => change({ new: undefined })}
          />
        ) : null}
      </Suspense>
    </>
  );
}
