import type { BarSeriesOption, LineSeriesOption, SankeySeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { categoryAxis, motion, valueAxis } from './chart-axes';
import { type ChartPalette, type SeriesColor, seriesColor, seriesColors } from './chart-palette';
import { chartTip, type TipStyle } from './chart-tip';

export type ChartOption = ComposeOption<
  BarSeriesOption | LineSeriesOption | SankeySeriesOption | GridComponentOption | TooltipComponentOption
>;

export type LineSeries = {
  /** Stands at the end of the line, and in tips and tables. Different for every series. */
  name: string;
  /** One for each point; `null` is a gap, not nothing. */
  values: (number | null)[];
  /** How many values at the end may still change: their part of the line is dashed. */
  provisional: number;
  /** Its colour where that is not its place: a group keeps its own when others are hidden. */
  color?: SeriesColor;
};

export type LineShape = {
  /** What stands on the axis, short. */
  points: string[];
  /** The same in full, for tips. */
  names: string[];
  series: LineSeries[];
  /** A value on the axis and in tips. */
  format: (value: number) => string;
  /** How a tip says that a value may still change. */
  provisionalText: string;
  palette: ChartPalette;
  isStill: boolean;
  /** On a narrow screen the names stand under the chart instead. */
  isNarrow: boolean;
  tip: TipStyle;
};

/** Room for a name at the end of its line; longer names end in an ellipsis. */
const nameWidth = 164;

export function lineOption(shape: LineShape): ChartOption {
  const { points, palette, isStill, isNarrow } = shape;
  return {
    ...motion(isStill),
    textStyle: { fontFamily: palette.font },
    grid: {
      top: 12,
      left: 4,
      right: isNarrow ? 12 : nameWidth + 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { ...categoryAxis(points, palette), boundaryGap: false },
    yAxis: valueAxis(shape.format, maxOf(shape), palette),
    tooltip: chartTip(palette, shape.tip, (at) => tipAt(shape, at)),
    series: shape.series.flatMap((series, index) => lines(series, index, shape)),
  };
}

function maxOf({ series }: LineShape): number {
  return Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
}

function colorOf({ color }: LineSeries, index: number, { palette }: LineShape): string {
  return color === undefined ? palette.series(index) : seriesColor(color, palette);
}

/** Many groups come round to the first colours again: their points have another form. */
function symbolOf(color: SeriesColor = 'whole'): string {
  return color === 'whole' || color < seriesColors
    ? 'circle'
    : color < 2 * seriesColors
      ? 'rect'
      : 'triangle';
}

/** A settled line, and the dashed rest of it that begins where the settled one ends. */
function lines(series: LineSeries, index: number, shape: LineShape): LineSeriesOption[] {
  const color = colorOf(series, index, shape);
  const settled = series.values.length - series.provisional;
  const hasRest = series.provisional > 0;
  const common: LineSeriesOption = {
    type: 'line',
    name: series.name,
    showSymbol: shape.points.length <= 31,
    symbol: symbolOf(series.color),
    symbolSize: 5,
    itemStyle: { color },
    emphasis: { disabled: true },
    labelLayout: { moveOverlap: 'shiftY' },
    connectNulls: false,
  };
  const label: LineSeriesOption['endLabel'] = {
    show: !shape.isNarrow,
    formatter: series.name,
    color: shape.palette.text,
    fontFamily: shape.palette.font,
    fontSize: 12,
    lineHeight: 16,
    distance: 8,
    width: nameWidth - 8,
    overflow: 'truncate',
  };
  const main: LineSeriesOption = {
    ...common,
    lineStyle: { color, width: 2 },
    data: series.values.map((value, at) => (at < settled ? value : null)),
    ...(hasRest ? {} : { endLabel: label }),
  };
  if (!hasRest) return [main];
  const rest: LineSeriesOption = {
    ...common,
    lineStyle: { color, width: 2, type: 'dashed' },
    data: series.values.map((value, at) => (at >= settled - 1 ? value : null)),
    endLabel: label,
  };
  return [main, rest];
}

function tipAt(shape: LineShape, at: number) {
  const rows = shape.series.map((series, index) => {
    const { name, values, provisional } = series;
    const value = values[at] ?? null;
    const mayChange = at >= values.length - provisional;
    return {
      name: mayChange ? `${name} (${shape.provisionalText})` : name,
      figure: value === null ? '—' : shape.format(value),
      color: colorOf(series, index, shape),
    };
  });
  return { title: shape.names[at] ?? '', rows };
}

/** The series whose line passes nearest to where somebody pointed. */
export function nearestSeries(series: LineSeries[], at: number, value: number): number | undefined {
  let nearest: number | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const [index, { values }] of series.entries()) {
    const here = values[at];
    if (here == null || Math.abs(here - value) >= distance) continue;
    nearest = index;
    distance = Math.abs(here - value);
  }
  return nearest;
}
