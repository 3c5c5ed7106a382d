import type { WebhookEndpoint } from '@perennial/api-client';
import { DateTime, Facts, RelativeTime } from '@perennial/ui';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { eventTypeName } from '../../../shared/event-types/event-type-name';
import { AuditLink } from '../parts/audit-link';
import styles from '../parts/parts.module.css';
import { Section } from '../parts/section';
import { EndpointActions } from './endpoint-actions';
import { EndpointForm } from './endpoint-form';
import { EndpointSecret } from './endpoint-secret';
import { EndpointTag } from './endpoint-tag';
import { RecentDeliveries } from './recent-deliveries';

type EndpointDetailProps = {
  endpoint: WebhookEndpoint;
  onGone: () => void;
  onOpenDelivery: (id: string | undefined) => void;
};

export function EndpointDetail({ endpoint, onGone, onOpenDelivery }: EndpointDetailProps) {
  const { t } = useTranslation('webhooks');
  const canWrite = useGrant('webhooks:write');
  const [isEditing, setEditing] = useState(false);
  if (isEditing) return <EndpointForm endpoint={endpoint} onDone={() => setEditing(false)} />;
  return (
    <div className={styles.stack}>
      <WhyOff endpoint={endpoint} />
      <Facts
        facts={[
          { label: t('field.url'), value: <code className={styles.mono}>{endpoint.url}</code> },
          { label: t('field.state'), value: <EndpointTag endpoint={endpoint} /> },
          { label: t('field.description'), value: endpoint.description },
          {
            label: t('field.event_types'),
            value: endpoint.event_types.length
              ? endpoint.event_types.map((type) => <div key={type}>{eventTypeName(type)}</div>)
              : t('all_events'),
          },
          ...(endpoint.failing_since
            ? [{ label: t('field.failing_since'), value: <RelativeTime at={endpoint.failing_since} /> }]
            : []),
          ...(endpoint.previous_secret_until
            ? [{ label: t('field.previous_secret'), value: <DateTime at={endpoint.previous_secret_until} /> }]
            : []),
          { label: t('field.created_at'), value: <DateTime at={endpoint.created_at} /> },
        ]}
      />
      <div className={styles.actions}>
        {canWrite ? (
          <>
            <Button onClick={() => setEditing(true)}>{t('action.edit')}</Button>
            <EndpointActions endpoint={endpoint} onGone={onGone} onTested={onOpenDelivery} />
          </>
        ) : null}
        <AuditLink search={{ subject_id: endpoint.id }}>{t('action.history')}</AuditLink>
      </div>
      {canWrite ? <EndpointSecret endpoint={endpoint} /> : null}
      <Section title={t('recent.title')}>
        <RecentDeliveries endpointId={endpoint.id} onOpen={onOpenDelivery} />
      </Section>
    </div>
  );
}

function WhyOff({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t } = useTranslation('webhooks');
  if (endpoint.enabled || !endpoint.disabled_reason) return null;
  return (
    <p className={styles.notice} data-tone="danger" role="status">
      {t(endpoint.disabled_reason === 'gone' ? 'why_off.gone' : 'why_off.failing')}
    </p>
  );
}
