import type { WebhookEndpoint } from '@perennial/api-client';
import { StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';

/** Whether an endpoint takes messages. */
export function EndpointTag({ endpoint }: { endpoint: WebhookEndpoint }) {
  const { t } = useTranslation('webhooks');
  if (!endpoint.enabled) {
    const reason = endpoint.disabled_reason;
    return (
      <StatusTag tone={reason ? 'danger' : 'neutral'}>
        {t(reason ? 'state.switched_off' : 'state.off')}
      </StatusTag>
    );
  }
  return endpoint.failing_since ? (
    <StatusTag tone="warning">{t('state.failing')}</StatusTag>
  ) : (
    <StatusTag tone="success">{t('state.on')}</StatusTag>
  );
}
