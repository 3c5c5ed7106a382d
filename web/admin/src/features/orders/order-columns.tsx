import type { Order } from '@perennial/api-client';
import { type Column, DateTime, Day, StatusTag } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { OrderAmount } from '../../shared/orders/order-amount';

export function useOrderColumns(): Column<Order>[] {
  const { t } = useTranslation('orders');
  return useMemo(
    () => [
      {
        id: 'kind',
        header: t('title_one'),
        primary: true,
        width: 130,
        cell: (order) => t(`kind.${order.kind}`),
      },
      {
        id: 'ordered_on',
        header: t('field.ordered_on'),
        width: 130,
        sortField: 'ordered_on',
        cell: (order) => <Day on={order.ordered_on} />,
      },
      {
        id: 'amount',
        header: t('field.amount'),
        width: 120,
        align: 'end',
        cell: (order) => <OrderAmount order={order} />,
      },
      {
        id: 'account',
        header: t('field.account'),
        width: 200,
        cell: ({ account_id: accountId, account }) => (
          <Link to="/accounts/$accountId" params={{ accountId }}>
            {account?.name ?? t('open_account')}
          </Link>
        ),
      },
      {
        id: 'plan',
        header: t('field.plan'),
        width: 130,
        cell: ({ plan }) => plan?.name ?? '—',
      },
      {
        id: 'state',
        header: t('field.state'),
        width: 100,
        cell: (order) =>
          order.voided_at ? (
            <StatusTag tone="warning">{t('state.void')}</StatusTag>
          ) : (
            <StatusTag tone="success">{t('state.counts')}</StatusTag>
          ),
      },
      { id: 'note', header: t('field.note'), deskOnly: true, cell: ({ note }) => note ?? '—' },
      {
        id: 'external_id',
        header: t('field.external_id'),
        width: 150,
        offByDefault: true,
        deskOnly: true,
        cell: (order) => order.external_id ?? '—',
      },
      {
        id: 'created_at',
        header: t('field.created'),
        width: 160,
        sortField: 'created_at',
        offByDefault: true,
        deskOnly: true,
        cell: (order) => <DateTime at={order.created_at} />,
      },
    ],
    [t],
  );
}
