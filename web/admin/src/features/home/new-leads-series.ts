import type { Home } from '@perennial/api-client';
import { type Stage, stageColor } from '@perennial/ui';

export type Series = { name: string; color: string; counts: number[] };

/** Neighbours in this order are told apart best, also by those who see colours differently. */
const order: Stage[] = ['use', 'evaluate', 'renew', 'implement', 'discover', 'purchase'];

/** The channels with leads as series, the busiest first and at the bottom; after six of them all are grey. */
export function seriesOf(home: Home, nameOf: (id: string | null | undefined) => string): Series[] {
  const weight = (counts: number[]) => counts.reduce((sum, count) => sum + count, 0);
  return home.new_leads
    .filter(({ counts }) => weight(counts) > 0)
    .toSorted((left, right) => weight(right.counts) - weight(left.counts))
    .map(({ channel_id, counts }, index) => {
      const stage = order[index];
      return {
        name: nameOf(channel_id),
        color: stage ? stageColor(stage) : 'var(--text-3)',
        counts,
      };
    });
}
