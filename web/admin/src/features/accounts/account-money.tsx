import type { Order, Subscription } from '@perennial/api-client';
import {
  getAccountOrderTotalsOptions,
  listOrdersOptions,
  listPlansOptions,
  listSubscriptionsOptions,
} from '@perennial/api-client/queries';
import { Day, ErrorState, Money, StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '../../shared/records/record-detail.module.css';

const mostShown = 100;

/** What the account subscribes to and what it ordered; the sums are the server's. */
export function AccountMoney({ accountId }: { accountId: string }) {
  const { t } = useTranslation('accounts');
  const query = { account_id: accountId, limit: mostShown };
  const subscriptions = useQuery(listSubscriptionsOptions({ query }));
  const orders = useQuery(listOrdersOptions({ query }));
  const totals = useQuery(getAccountOrderTotalsOptions({ path: { id: accountId } }));
  const plans = useQuery({ ...listPlansOptions({ query: { limit: 200 } }), staleTime: 300_000 });
  const planOf = (id: string | null | undefined) =>
    plans.data?.data.find((plan) => plan.id === id)?.name ?? t('money.no_plan');
  const failed = [subscriptions, orders].find(({ isError }) => isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} compact />;
  if (!subscriptions.data || !orders.data) return <Skeleton active title={false} paragraph={{ rows: 4 }} />;
  return (
    <div className={styles.panel}>
      <h3 className={styles.heading}>{t('money.subscriptions')}</h3>
      {subscriptions.data.data.length === 0 ? (
        <p className={styles.nothing}>{t('money.no_subscriptions')}</p>
      ) : null}
      <ul className={styles.items}>
        {subscriptions.data.data.map((subscription) => (
          <SubscriptionItem
            key={subscription.id}
            subscription={subscription}
            plan={planOf(subscription.plan_id)}
          />
        ))}
      </ul>
      <h3 className={styles.heading}>{t('money.orders')}</h3>
      {orders.data.data.length === 0 ? <p className={styles.nothing}>{t('money.no_orders')}</p> : null}
      {(totals.data?.data ?? []).map((total) => (
        <p key={total.received.currency} className={styles.meta}>
          {t('money.received', { count: total.orders })} <Money value={total.received} />
        </p>
      ))}
      <ul className={styles.items}>
        {orders.data.data.map((order) => (
          <OrderItem key={order.id} order={order} />
        ))}
      </ul>
    </div>
  );
}

function SubscriptionItem({ subscription, plan }: { subscription: Subscription; plan: string }) {
  const { t } = useTranslation('accounts');
  const { state } = subscription;
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        {plan}
        <StatusTag tone={state === 'active' ? 'success' : 'neutral'}>{t(`money.state.${state}`)}</StatusTag>
        <span className={styles.itemEnd}>
          <Money value={subscription.annual_fee} />
          {t('money.per_year')}
        </span>
      </div>
      <span className={styles.meta}>
        {t('money.since')} <Day on={subscription.starts_on} /> · {t('field.renews_on')}{' '}
        <Day on={subscription.renews_on} />
      </span>
    </li>
  );
}

function OrderItem({ order }: { order: Order }) {
  const { t } = useTranslation('accounts');
  return (
    <li className={styles.item}>
      <div className={styles.itemHead}>
        {t(`money.kind.${order.kind}`)}
        {order.voided_at ? <StatusTag tone="warning">{t('money.void')}</StatusTag> : null}
        <span className={styles.itemEnd}>
          <Money value={order.effect} />
        </span>
      </div>
      <span className={styles.meta}>
        <Day on={order.ordered_on} />
        {order.note ? ` · ${order.note}` : null}
      </span>
    </li>
  );
}
