import type { WebhookDelivery, WebhookEndpoint } from '@perennial/api-client';
import { type Column, Figure, RelativeTime } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { eventTypeName } from '../../../shared/event-types/event-type-name';
import { DeliveryResult } from './delivery-result';
import { DeliveryTag } from './delivery-tag';

export function useDeliveryColumns(endpoints: WebhookEndpoint[] | undefined): Column<WebhookDelivery>[] {
  const { t } = useTranslation('webhooks');
  return useMemo(
    () => [
      {
        id: 'event_type',
        header: t('field.event_type'),
        primary: true,
        cell: (delivery) => eventTypeName(delivery.event_type),
      },
      { id: 'state', header: t('field.state'), cell: ({ state }) => <DeliveryTag state={state} /> },
      {
        id: 'result',
        header: t('field.result'),
        cell: ({ last_status_code, last_error }) => (
          <DeliveryResult statusCode={last_status_code} error={last_error} />
        ),
      },
      {
        id: 'attempts_count',
        header: t('field.attempts'),
        align: 'end',
        cell: ({ attempts_count }) => <Figure value={attempts_count} />,
      },
      {
        id: 'created_at',
        header: t('field.created_at'),
        sortField: 'created_at',
        cell: ({ created_at }) => <RelativeTime at={created_at} />,
      },
      {
        id: 'next_attempt_at',
        header: t('field.next_attempt_at'),
        cell: ({ state, next_attempt_at }) =>
          state === 'pending' ? <RelativeTime at={next_attempt_at} /> : '—',
      },
      {
        id: 'endpoint',
        header: t('field.endpoint'),
        cell: ({ endpoint_id }) => endpoints?.find(({ id }) => id === endpoint_id)?.url ?? '—',
      },
    ],
    [t, endpoints],
  );
}
