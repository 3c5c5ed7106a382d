/** The customer's journey, in order. Names come from the kit's locale files, colours from tokens.css. */
export const stages = ['discover', 'evaluate', 'purchase', 'implement', 'use', 'renew'] as const;
export type Stage = (typeof stages)[number];

export function stageColor(stage: Stage): string {
  return `var(--stage-${stage})`;
}

export function isStage(value: string): value is Stage {
  return (stages as readonly string[]).includes(value);
}
