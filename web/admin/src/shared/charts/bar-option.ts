import type { BarSeriesOption } from 'echarts/charts';
import { categoryAxis, motion, valueAxis } from './chart-axes';
import type { ChartPalette } from './chart-palette';
import { chartTip, type TipStyle } from './chart-tip';
import type { ChartOption } from './line-option';

export type BarSeries = {
  name: string;
  values: number[];
  /** Drawn downwards: what was lost. */
  isBelow?: boolean;
};

export type BarShape = {
  points: string[];
  names: string[];
  series: BarSeries[];
  /** How many columns at the end may still change: they are pale. */
  provisional: number;
  /** A value on the axis, and one in a tip, where there is room for more. */
  format: (value: number) => string;
  tipFigure: (series: number, at: number) => string;
  provisionalText: string;
  palette: ChartPalette;
  isStill: boolean;
  tip: TipStyle;
};

/** Columns whose parts stand on each other; what is lost hangs below. */
export function barOption(shape: BarShape): ChartOption {
  const { points, palette, series, isStill } = shape;
  const highest = Math.max(0, ...series.flatMap(({ values }) => values));
  return {
    ...motion(isStill),
    textStyle: { fontFamily: palette.font },
    grid: { top: 8, left: 4, right: 12, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: categoryAxis(points, palette),
    yAxis: valueAxis((value) => shape.format(Math.abs(value)), highest, palette),
    tooltip: {
      ...chartTip(palette, shape.tip, (at) => tipAt(shape, at)),
      axisPointer: { type: 'shadow', shadowStyle: { color: palette.line, opacity: 0.4 } },
    },
    series: series.map((each, index) => bars(each, index, shape)),
  };
}

function bars({ name, values, isBelow = false }: BarSeries, index: number, shape: BarShape): BarSeriesOption {
  const settled = values.length - shape.provisional;
  return {
    type: 'bar',
    name,
    stack: 'all',
    barMaxWidth: 44,
    itemStyle: { color: shape.palette.series(index), borderColor: shape.palette.surface, borderWidth: 0.5 },
    emphasis: { disabled: true },
    data: values.map((value, at) => ({
      // A part of no height would still cut the axis with its border.
      value: value === 0 ? '-' : isBelow ? -value : value,
      ...(at < settled ? {} : { itemStyle: { opacity: 0.5 } }),
    })),
  };
}

function tipAt(shape: BarShape, at: number) {
  const isProvisional = at >= shape.points.length - shape.provisional;
  const name = shape.names[at] ?? '';
  return {
    title: isProvisional ? `${name} (${shape.provisionalText})` : name,
    rows: shape.series.map((series, index) => ({
      name: series.name,
      figure: shape.tipFigure(index, at),
      color: shape.palette.series(index),
    })),
  };
}
