import type { ImportState } from '@perennial/api-client';
import { StatusTag, type StatusTone } from '@perennial/ui';
import { useTranslation } from 'react-i18next';

const tones: Record<ImportState, StatusTone> = {
  created: 'neutral',
  uploaded: 'attention',
  checking: 'info',
  checked: 'attention',
  running: 'info',
  finished: 'success',
  cancelled: 'warning',
  failed: 'danger',
  undoing: 'info',
  undone: 'neutral',
};

export function ImportStateTag({ state }: { state: ImportState }) {
  const { t } = useTranslation('imports');
  return <StatusTag tone={tones[state]}>{t(`state.${state}`)}</StatusTag>;
}
