import type { Job } from '@perennial/api-client';
import { StatusTag, type StatusTone } from '@perennial/ui';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

const tones: Record<string, StatusTone> = { dead: 'danger', queued: 'neutral', running: 'info' };

export function JobTag({ job: { state } }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const key = `jobs:state.${state}`;
  return (
    <StatusTag tone={tones[state] ?? 'neutral'}>
      {i18next.exists(key) ? t(`state.${state}` as 'state.dead') : state}
    </StatusTag>
  );
}
