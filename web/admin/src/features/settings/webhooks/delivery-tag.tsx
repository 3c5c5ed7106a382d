import type { DeliveryState } from '@perennial/api-client';
import { StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';

const tones = { pending: 'info', succeeded: 'success', failed: 'danger' } as const;

export function DeliveryTag({ state }: { state: DeliveryState }) {
  const { t } = useTranslation('webhooks');
  return <StatusTag tone={tones[state]}>{t(`delivery.${state}`)}</StatusTag>;
}
