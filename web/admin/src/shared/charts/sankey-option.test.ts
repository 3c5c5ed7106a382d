import type { SankeySeriesOption } from 'echarts/charts';
import { describe, expect, it } from 'vitest';
import type { Flow } from './flow-types';
import { flowHeight, sankeyOption } from './sankey-option';

const tip = { title: '', rows: [], notes: [], actions: [] };
const flow: Flow = {
  steps: ['Step 1', 'Step 2'],
  nodes: [
    { id: '1.0', step: 0, label: 'Opened', color: 0, value: 40, ended: 30, tip },
    { id: '1.1', step: 0, label: 'Others', color: undefined, value: 4, ended: 4, tip },
    { id: '2.0', step: 1, label: 'Opened', color: 0, value: 10, ended: 0, tip },
  ],
  links: [{ from: '1.0', to: '2.0', value: 10, tip }],
};
const option = sankeyOption({
  flow,
  format: (value) => `${value}`,
  palette: {
    ...{ series: (index) => `series-${index}`, text: '', textSoft: '', textFaint: 'faint' },
    ...{ line: '', lineStrong: '', surface: 'surface', primary: '', font: '' },
  },
  isStill: true,
  tip: { box: '', reachable: '', row: '', note: '', actions: '', action: '' },
});
const [bands] = option.series as [SankeySeriesOption];
type Filled = { itemStyle: { color: { colorStops: { offset: number; color: string }[] } } };
const nodes = bands.data as unknown as Filled[];
const stopsOf = (at: number) => nodes[at]?.itemStyle.color.colorStops ?? [];

describe('a flow', () => {
  it('stands in the columns that it is given, in their order', () => {
    expect(bands.data?.map(({ name, depth, value }) => [name, depth, value])).toEqual([
      ['1.0', 0, 40],
      ['1.1', 0, 4],
      ['2.0', 1, 10],
    ]);
    expect(bands.layoutIterations).toBe(0);
  });

  it('leaves the part of a node empty that goes no further', () => {
    expect(stopsOf(0).map(({ offset, color }) => [offset, color])).toEqual([
      [0, 'series-0'],
      [0.25, 'series-0'],
      [0.25, 'surface'],
      [1, 'surface'],
    ]);
    expect(stopsOf(2)[1]?.offset).toBe(1);
  });

  it('has the same colour for an event at every step, and grey for the rest', () => {
    expect([stopsOf(0)[0]?.color, stopsOf(1)[0]?.color, stopsOf(2)[0]?.color]).toEqual([
      'series-0',
      'faint',
      'series-0',
    ]);
  });

  it('has room for the label of every node', () => {
    const many = Array.from({ length: 21 }, (_, at) => ({ ...flow.nodes[0], id: `1.${at}`, step: 0 }));
    expect(flowHeight({ ...flow, nodes: many as Flow['nodes'] })).toBeGreaterThan(21 * 26);
  });
});
