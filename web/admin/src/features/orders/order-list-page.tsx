import type { Order } from '@perennial/api-client';
import { cursorPaging, listOrdersInfiniteOptions } from '@perennial/api-client/queries';
import { PageHeader } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { RecordList } from '../../lists/record-list';
import { useCreateButton } from '../../lists/use-create-button';
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
  const createButton = useCreateButton({
    label: t('action.create'),
    group: t('title'),
    isAllowed: canWrite,
    onCreate: () => change({ new: true }),
  });
  return (
    <>
      <PageHeader
        title={t('title')}
        summary={list.total === undefined ? null : t('count', { count: list.total })}
        actions={createButton}
      />
      <RecordList
        id="orders"
        label={t('title')}
        list={list}
        columns={columns}
        filters={filters}
        inRow={6}
        onClear={() => void navigate({ search: withoutFilters(search) })}
        search={search}
        onChange={change}
        defaultSort="-ordered_on"
        empty={{ title: t('empty.title'), text: t('empty.text'), action: createButton }}
        canWrite={canWrite}
        drawer={(slot) => <OrderDrawer {...slot} />}
        form={(slot) => (
          <OrderFormDrawer {...(search.account_id ? { accountId: search.account_id } : {})} {...slot} />
        )}
      />
    </>
  );
}
