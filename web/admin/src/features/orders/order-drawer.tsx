import type { Order } from '@perennial/api-client';
import { getOrderOptions } from '@perennial/api-client/queries';
import { DateTime, Day, Facts, Money, StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import styles from '../../shared/records/record-detail.module.css';
import { RecordDrawer } from '../../shared/records/record-drawer';
import { RecordNotice } from '../../shared/records/record-notice';

const VoidOrderDialog = lazy(() => import('../../shared/orders/void-order-dialog'));

type OrderDrawerProps = { id: string; siblings: string[]; onOpen: (id: string | undefined) => void };

export default function OrderDrawer({ id, siblings, onOpen }: OrderDrawerProps) {
  const { t } = useTranslation('orders');
  return (
    <RecordDrawer
      id={id}
      query={useQuery(getOrderOptions({ path: { id } }))}
      titleOf={({ kind }) => t(`kind.${kind}`)}
      kind={t('title_one')}
      siblings={siblings}
      onOpen={onOpen}
      width={520}
    >
      {(order) => <OrderDetail key={id} order={order} />}
    </RecordDrawer>
  );
}

function OrderDetail({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const canWrite = useGrant('customers:write');
  const [isVoiding, setVoiding] = useState(false);
  return (
    <div className={styles.drawer}>
      {order.voided_at ? (
        <RecordNotice>
          {t('void.since')} <DateTime at={order.voided_at} />
          {order.void_reason ? ` · ${t('void.because', { reason: order.void_reason })}` : null}
        </RecordNotice>
      ) : null}
      {canWrite && !order.voided_at ? (
        <div className={styles.actions}>
          <Button onClick={() => setVoiding(true)}>{t('action.void')}</Button>
        </div>
      ) : null}
      <OrderFacts order={order} />
      {isVoiding ? (
        <Suspense fallback={null}>
          <VoidOrderDialog order={order} onClose={() => setVoiding(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  return (
    <Facts
      facts={[
        {
          label: t('field.account'),
          value: (
            <Link
              to="/accounts/$accountId"
              params={{ accountId: order.account_id }}
              search={{ tab: 'money' }}
            >
              {order.account?.name ?? t('open_account')}
            </Link>
          ),
        },
        { label: t('field.ordered_on'), value: <Day on={order.ordered_on} /> },
        { label: t('field.amount'), value: <Money value={order.amount} /> },
        { label: t('field.effect'), value: <Money value={order.effect} /> },
        {
          label: t('field.state'),
          value: order.voided_at ? (
            <StatusTag tone="warning">{t('state.void')}</StatusTag>
          ) : (
            <StatusTag tone="success">{t('state.counts')}</StatusTag>
          ),
        },
        { label: t('field.plan'), value: order.plan?.name },
        {
          label: t('field.subscription'),
          value: order.subscription_id ? (
            <Link to="/orders" search={{ subscription_id: order.subscription_id }}>
              {t('of_subscription')}
            </Link>
          ) : null,
        },
        { label: t('field.note'), value: order.note },
        { label: t('field.external_id'), value: order.external_id },
        { label: t('field.created'), value: <DateTime at={order.created_at} /> },
      ]}
    />
  );
}
