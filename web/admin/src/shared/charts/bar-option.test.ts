import { describe, expect, it } from 'vitest';
import { type BarShape, barOption } from './bar-option';

const shape: BarShape = {
  points: ['W1', 'W2'],
  names: ['Week 1', 'Week 2'],
  series: [
    { name: 'New', values: [4, 2] },
    { name: 'Dormant', values: [3, 1], isBelow: true },
  ],
  provisional: 1,
  format: (value) => `${value}`,
  tipFigure: () => '',
  provisionalText: 'not over',
  palette: {
    ...{ series: (index) => `series-${index}`, text: '', textSoft: '', textFaint: '' },
    ...{ line: '', lineStrong: '', surface: '', primary: '', font: '' },
  },
  isStill: true,
  tip: { box: '', row: '', dot: '' },
};

type Bars = { data: { value: number; itemStyle?: { opacity: number } }[] };
const [fresh, lost] = barOption(shape).series as [Bars, Bars];

describe('columns', () => {
  it('hang what is lost below the line, though it is counted as it is', () => {
    expect(fresh.data.map(({ value }) => value)).toEqual([4, 2]);
    expect(lost.data.map(({ value }) => value)).toEqual([-3, -1]);
    const { axisLabel } = barOption(shape).yAxis as { axisLabel: { formatter: (value: number) => string } };
    expect(axisLabel.formatter(-3)).toBe('3');
  });

  it('are pale as long as they may change', () => {
    expect(fresh.data.map(({ itemStyle }) => itemStyle?.opacity)).toEqual([undefined, 0.5]);
  });
});
