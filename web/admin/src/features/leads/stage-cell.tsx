import type { StageRef } from '@perennial/api-client';
import { isStage, StageBar, StatusTag } from '@perennial/ui';

/** A lead's stage: how far along the journey, under the workspace's own name; lost ones have left it. */
export function StageCell({ stage }: { stage: StageRef }) {
  if (stage.type === 'lost' || !isStage(stage.journey_stage)) return <StatusTag>{stage.name}</StatusTag>;
  return <StageBar stage={stage.journey_stage} label={stage.name} />;
}
