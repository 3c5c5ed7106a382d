import { replayWebhookDelivery, type WebhookAttempt, type WebhookDelivery } from '@perennial/api-client';
import { getWebhookDeliveryOptions } from '@perennial/api-client/queries';
import { DateTime, ErrorState, Facts, Figure, RelativeTime, showToast } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { JsonBlock } from '../parts/json-block';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { useWrite } from '../parts/use-write';
import table from './deliveries.module.css';
import { DeliveryResult } from './delivery-result';
import { DeliveryTag } from './delivery-tag';

type DeliveryDetailProps = { delivery: WebhookDelivery; url: string | undefined };

/** One message: what was sent, every try with its answer, and sending it again. */
export function DeliveryDetail({ delivery, url }: DeliveryDetailProps) {
  const { t } = useTranslation('webhooks');
  const canWrite = useGrant('webhooks:write');
  const path = { id: delivery.id };
  const query = useQuery({
    ...getWebhookDeliveryOptions({ path }),
    refetchInterval: ({ state }) => (state.data?.state === 'pending' ? 1_500 : false),
  });
  const replay = useWrite(() => replayWebhookDelivery({ path, throwOnError: true }), {
    tags: ['webhooks'],
    onDone: () => showToast(t('replayed')),
  });
  const shown = query.data ?? delivery;
  return (
    <div className={styles.stack}>
      <Facts
        facts={[
          { label: t('field.state'), value: <DeliveryTag state={shown.state} /> },
          { label: t('field.event_type'), value: <code className={styles.mono}>{shown.event_type}</code> },
          {
            label: t('field.endpoint'),
            value: url ?? <code className={styles.mono}>{shown.endpoint_id}</code>,
          },
          { label: t('field.message_id'), value: <code className={styles.mono}>{shown.message_id}</code> },
          { label: t('field.created_at'), value: <DateTime at={shown.created_at} /> },
          ...(shown.state === 'pending'
            ? [{ label: t('field.next_attempt_at'), value: <RelativeTime at={shown.next_attempt_at} /> }]
            : []),
        ]}
      />
      {canWrite ? (
        <div className={styles.actions}>
          <Button loading={replay.isPending} onClick={() => replay.mutate(undefined)}>
            {t('action.replay')}
          </Button>
        </div>
      ) : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isPending ? <Skeleton active /> : null}
      {query.data ? (
        <>
          <Section title={t('attempts.title')}>
            <Attempts attempts={query.data.attempts} />
          </Section>
          <Section title={t('payload')}>
            <JsonBlock value={query.data.payload} label={t('payload')} />
          </Section>
        </>
      ) : null}
    </div>
  );
}

function Attempts({ attempts }: { attempts: WebhookAttempt[] }) {
  const { t } = useTranslation('webhooks');
  if (attempts.length === 0) return <p className={styles.muted}>{t('attempts.nothing')}</p>;
  return (
    <ol>
      {attempts.map((attempt) => (
        <li key={attempt.id} className={table.attempt}>
          <div className={table.attemptHead}>
            <strong>
              <DeliveryResult statusCode={attempt.status_code} error={attempt.error} />
            </strong>
            <span className={styles.muted}>
              <DateTime at={attempt.attempted_at} />
            </span>
            <span className={styles.muted}>
              <Figure value={attempt.duration_ms} /> {t('attempts.milliseconds')}
            </span>
          </div>
          {attempt.response_excerpt ? <pre className={table.excerpt}>{attempt.response_excerpt}</pre> : null}
        </li>
      ))}
    </ol>
  );
}
