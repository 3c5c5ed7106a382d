import type { Operation } from '@perennial/api-client';
import { StatusTag, type StatusTone } from '@perennial/ui';
import { useTranslation } from 'react-i18next';

const tones: Record<string, StatusTone> = {
  queued: 'neutral',
  running: 'info',
  succeeded: 'success',
  failed: 'danger',
  cancelled: 'warning',
};

/** The state of an operation in a word. */
export function OperationTag({ operation }: { operation: Operation }) {
  const { t } = useTranslation('operations');
  const { state } = operation;
  if (operation.cancel_requested && (state === 'queued' || state === 'running')) {
    return <StatusTag tone="warning">{t('state.cancelling')}</StatusTag>;
  }
  return <StatusTag tone={tones[state] ?? 'neutral'}>{t(`state.${state}` as 'state.running')}</StatusTag>;
}
