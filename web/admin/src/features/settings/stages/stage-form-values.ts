import type { Stage, StagePatch } from '@perennial/api-client';

export type StageValues = {
  name?: string;
  probability?: number | null;
  next_step_required?: boolean;
  checklist?: { key?: string; text: string }[];
};

export function valuesOf({ name, probability, next_step_required, checklist }: Stage): StageValues {
  return { name, probability: probability ?? null, next_step_required, checklist };
}

/** A new item gets a key by which it is ticked; what is renamed keeps its own, and with it its ticks. */
export function stagePatch({ checklist, ...rest }: Partial<StageValues>): StagePatch {
  if (!checklist) return rest;
  return {
    ...rest,
    checklist: checklist.map(({ key, text }) => ({ key: key ?? newKey(), text: text.trim() })),
  };
}

function newKey(): string {
  return crypto.randomUUID().slice(0, 8);
}
