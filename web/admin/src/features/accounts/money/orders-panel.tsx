import type { LedgerTotal, Order } from '@perennial/api-client';
import { getAccountOrderTotalsOptions, listOrdersOptions } from '@perennial/api-client/queries';
import { DateTime, Day, ErrorState, Money, StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OrderAmount } from '../../../shared/orders/order-amount';
import { usePlanName } from '../../../shared/plans/use-plans';
import styles from '../../../shared/records/record-detail.module.css';
import money from './money.module.css';
import { PanelHead } from './panel-head';

const OrderFormDrawer = lazy(() => import('../../../shared/orders/order-form-drawer'));
const VoidOrderDialog = lazy(() => import('../../../shared/orders/void-order-dialog'));
const mostShown = 10;

type OrdersPanelProps = { accountId: string; canWrite: boolean };

/** The account's part of the ledger: its sums, its latest orders, and the way to all of them. */
export function OrdersPanel({ accountId, canWrite }: OrdersPanelProps) {
  const { t } = useTranslation('orders');
  const orders = useQuery(listOrdersOptions({ query: { account_id: accountId, limit: mostShown } }));
  const [open, setOpen] = useState<'new' | Order>();
  const close = () => setOpen(undefined);
  return (
    <>
      <PanelHead title={t('title')}>
        {canWrite ? (
          <Button icon={<Plus size={14} />} onClick={() => setOpen('new')}>
            {t('action.create')}
          </Button>
        ) : null}
      </PanelHead>
      {orders.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {orders.isError ? (
        <ErrorState error={orders.error} onRetry={() => void orders.refetch()} compact />
      ) : null}
      {orders.data?.data.length === 0 ? <p className={styles.nothing}>{t('nothing')}</p> : null}
      {orders.data && orders.data.data.length > 0 ? <Totals accountId={accountId} /> : null}
      <ul className={styles.items}>
        {(orders.data?.data ?? []).map((order) => (
          <OrderItem key={order.id} order={order} {...(canWrite ? { onVoid: () => setOpen(order) } : {})} />
        ))}
      </ul>
      {orders.data?.next_cursor ? (
        <p className={money.links}>
          <Link to="/orders" search={{ account_id: accountId }}>
            {t('show_all')}
          </Link>
        </p>
      ) : null}
      <Suspense fallback={null}>
        {open === 'new' ? <OrderFormDrawer accountId={accountId} onSaved={close} onClose={close} /> : null}
        {open && open !== 'new' ? <VoidOrderDialog order={open} onClose={close} /> : null}
      </Suspense>
    </>
  );
}

/** What was received in all, as the server sums it, with the orders that make it up. */
function Totals({ accountId }: { accountId: string }) {
  const { t } = useTranslation('orders');
  const totals = useQuery(getAccountOrderTotalsOptions({ path: { id: accountId } }));
  if (totals.isPending) return <Skeleton.Input active size="small" />;
  if (totals.isError) {
    return <ErrorState error={totals.error} onRetry={() => void totals.refetch()} compact />;
  }
  return (
    <p className={money.links}>
      {totals.data.data.map((total) => (
        <Total key={total.received.currency} total={total} />
      ))}
      <span>
        {t('totals.as_of')} <DateTime at={totals.data.as_of} />
      </span>
      <Link to="/orders" search={{ account_id: accountId, voided: false }}>
        {t('totals.list')}
      </Link>
    </p>
  );
}

function Total({ total }: { total: LedgerTotal }) {
  const { t } = useTranslation('orders');
  return (
    <span title={t('totals.definition')}>
      {t('totals.received', { count: total.orders })}{' '}
      <strong>
        <Money value={total.received} />
      </strong>
    </span>
  );
}

function OrderItem({ order, onVoid }: { order: Order; onVoid?: () => void }) {
  const { t } = useTranslation('orders');
  const plan = usePlanName()(order.plan_id);
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        {t(`kind.${order.kind}`)}
        {order.voided_at ? <StatusTag tone="warning">{t('state.void')}</StatusTag> : null}
        <span className={styles.itemEnd}>
          <OrderAmount order={order} />
        </span>
      </div>
      <span className={styles.meta}>
        <Day on={order.ordered_on} />
        {plan ? ` · ${plan}` : null}
        {order.note ? ` · ${order.note}` : null}
      </span>
      {order.void_reason ? (
        <span className={styles.meta}>{t('void.because', { reason: order.void_reason })}</span>
      ) : null}
      {onVoid && !order.voided_at ? (
        <div className={money.actions}>
          <Button size="small" onClick={onVoid}>
            {t('action.void')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
