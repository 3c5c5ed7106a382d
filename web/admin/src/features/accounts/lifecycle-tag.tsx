import type { LifecycleStage } from '@perennial/api-client';
import { isStage, StageTag, StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';

/** Where a customer is on the journey; those who left it have no stage colour. */
export function LifecycleTag({ stage }: { stage: LifecycleStage }) {
  const { t } = useTranslation('timeline');
  const label = t(`word.lifecycle_stage.${stage}`);
  return isStage(stage) ? <StageTag stage={stage} label={label} /> : <StatusTag>{label}</StatusTag>;
}
