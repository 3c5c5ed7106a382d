import { listWebhookDeliveriesOptions } from '@perennial/api-client/queries';
import { ErrorState, RelativeTime } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { eventTypeName } from '../../../shared/event-types/event-type-name';
import styles from '../parts/parts.module.css';
import table from './deliveries.module.css';
import { DeliveryTag } from './delivery-tag';

type RecentDeliveriesProps = { endpointId: string; onOpen: (id: string | undefined) => void };

/** The last messages to one endpoint; the whole log is behind the button. */
export function RecentDeliveries({ endpointId, onOpen }: RecentDeliveriesProps) {
  const { t } = useTranslation('webhooks');
  const query = useQuery(listWebhookDeliveriesOptions({ query: { endpoint_id: endpointId, limit: 5 } }));
  if (query.isPending) return <Skeleton active title={false} paragraph={{ rows: 3 }} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  if (query.data.data.length === 0) return <p className={styles.muted}>{t('recent.nothing')}</p>;
  return (
    <>
      <ul className={table.recent}>
        {query.data.data.map((delivery) => (
          <li key={delivery.id}>
            <Button type="link" size="small" onClick={() => onOpen(delivery.id)}>
              {eventTypeName(delivery.event_type)}
            </Button>
            <DeliveryTag state={delivery.state} />
            <span className={styles.muted}>
              <RelativeTime at={delivery.created_at} />
            </span>
          </li>
        ))}
      </ul>
      <div>
        <Button size="small" onClick={() => onOpen(undefined)}>
          {t('recent.all')}
        </Button>
      </div>
    </>
  );
}
