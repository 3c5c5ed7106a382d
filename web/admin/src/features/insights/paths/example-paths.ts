import type { AskPathsResponse, PathNode } from '@perennial/api-client';

type Known = Pick<PathNode, 'node' | 'name' | 'paths' | 'ended'> & Partial<PathNode>;

function node({ node: id, ...known }: Known): PathNode {
  return {
    ...{ node: id, kind: 'event', units: known.paths, began: 0, ended_units: known.ended, went_on: 0 },
    ...{ rate: known.paths / 40, low: 0.1, high: 0.9 },
    cells: { units: `node.${id}`, ended: `end.${id}` },
    ...known,
  };
}

/** Forty visits: most open, some of them export, then everything is over. */
export const examplePaths: AskPathsResponse = {
  ...{ definition: { id: 'paths', version: 1 }, unit: 'person', time_zone: 'Asia/Shanghai', week_start: 1 },
  ...{ as_of: '2026-11-22T08:00:00Z', drill: 'drill', checks: [], paths: 40, units: 12, cell: 'all' },
  question: { steps: 5, per_step: 8, gap_seconds: 1_800, from_on: '2026-10-24', to_on: '2026-11-22' },
  steps: [
    {
      step: 1,
      nodes: [
        node({ node: '1.0', name: 'opened', paths: 30, ended: 10, units: 9, ended_units: 4, began: 30 }),
        node({ node: '1.1', name: null, kind: 'other', paths: 10, ended: 10, units: 3, ended_units: 3 }),
      ],
    },
    {
      step: 2,
      nodes: [
        node({ node: '2.0', name: 'exported', paths: 15, ended: 15, units: 6, ended_units: 6 }),
        node({ node: '2.1', name: 'opened', paths: 5, ended: 0, units: 2, ended_units: 0, went_on: 5 }),
      ],
    },
  ],
  links: [
    {
      ...{ from: '1.0', to: '2.1', paths: 5, units: 2, cell: 'link.1.0.1' },
      ...{ mean_seconds: 30, median_seconds: 20 },
    },
    {
      ...{ from: '1.0', to: '2.0', paths: 15, units: 6, cell: 'link.1.0.0' },
      ...{ mean_seconds: 90, median_seconds: 60 },
    },
  ],
};
