import { describe, expect, it } from 'vitest';
import type { ChartPalette } from './chart-palette';
import { type LineSeries, type LineShape, lineOption, nearestSeries } from './line-option';

const palette: ChartPalette = {
  series: (index) => `series-${index}`,
  text: 'text',
  textSoft: 'soft',
  textFaint: 'faint',
  line: 'line',
  lineStrong: 'strong',
  surface: 'surface',
  primary: 'primary',
  font: 'sans-serif',
};

const signups: LineSeries = { name: 'Signed up', values: [5, 7, 3], provisional: 1 };
const exports_: LineSeries = { name: 'Exported', values: [1, null, 2], provisional: 0 };

function shapeOf(change: Partial<LineShape> = {}): LineShape {
  return {
    points: ['Mon', 'Tue', 'Wed'],
    names: ['Monday', 'Tuesday', 'Wednesday'],
    series: [signups, exports_],
    format: String,
    provisionalText: 'not over',
    palette,
    isStill: false,
    isNarrow: false,
    tip: { box: 'box', row: 'row', dot: 'dot' },
    ...change,
  };
}

/** Only the few fields that are looked at. */
type Drawn = {
  name: string;
  data: unknown[];
  lineStyle: { type?: string; color: string };
  endLabel?: { show: boolean };
};

function drawn(change: Partial<LineShape> = {}): Drawn[] {
  return lineOption(shapeOf(change)).series as Drawn[];
}

describe('a line', () => {
  it('is dashed from the last settled value on, in the same colour', () => {
    const [settled, rest] = drawn();
    expect(settled?.data).toEqual([5, 7, null]);
    expect(rest?.data).toEqual([null, 7, 3]);
    expect(rest?.lineStyle).toMatchObject({ type: 'dashed', color: settled?.lineStyle.color });
  });

  it('keeps a gap a gap, never nothing', () => {
    expect(drawn()[2]?.data).toEqual([1, null, 2]);
  });

  it('carries its name once, at its end, and none where there is no room', () => {
    expect(drawn().filter(({ endLabel }) => endLabel?.show)).toHaveLength(2);
    expect(drawn({ isNarrow: true }).some(({ endLabel }) => endLabel?.show)).toBe(false);
  });

  it('stands still for readers who want no motion', () => {
    expect(lineOption(shapeOf({ isStill: true })).animation).toBe(false);
  });
});

describe('a point', () => {
  it('belongs to the line that passes nearest', () => {
    expect(nearestSeries([signups, exports_], 0, 4)).toBe(0);
    expect(nearestSeries([signups, exports_], 0, 2)).toBe(1);
    expect(nearestSeries([signups, exports_], 1, 0)).toBe(0);
    expect(nearestSeries([exports_], 1, 0)).toBeUndefined();
  });
});
