import type { LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { ChartPalette } from './chart-palette';

export type ChartOption = ComposeOption<LineSeriesOption | GridComponentOption | TooltipComponentOption>;

export type LineSeries = {
  /** Stands at the end of the line, and in tips and tables. Different for every series. */
  name: string;
  /** One for each point; `null` is a gap, not nothing. */
  values: (number | null)[];
  /** How many values at the end may still change: their part of the line is dashed. */
  provisional: number;
};

export type LineShape = {
  points: string[];
  series: LineSeries[];
  /** A value on the axis and in tips. */
  format: (value: number) => string;
  /** How a tip says that a value may still change. */
  provisionalText: string;
  palette: ChartPalette;
  isStill: boolean;
  /** On a narrow screen the names stand under the chart instead. */
  isNarrow: boolean;
  /** The class names of the tip. */
  tip: { box: string; row: string; dot: string };
};

/** Room for a name at the end of its line; longer names end in an ellipsis. */
const nameWidth = 132;

export function lineOption(shape: LineShape): ChartOption {
  const { points, palette, isStill, isNarrow } = shape;
  const text = { color: palette.textFaint, fontFamily: palette.font, fontSize: 11 };
  return {
    animation: !isStill,
    animationDuration: 140,
    animationDurationUpdate: 140,
    textStyle: { fontFamily: palette.font },
    grid: {
      top: 12,
      left: 4,
      right: isNarrow ? 12 : nameWidth + 12,
      bottom: 4,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'category',
      data: points,
      boundaryGap: false,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette.lineStrong } },
      axisLabel: { ...text, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      minInterval: maxOf(shape) > 1 ? 1 : 0,
      axisLabel: { ...text, formatter: (value: number) => shape.format(value) },
      splitLine: { lineStyle: { color: palette.line } },
    },
    tooltip: tooltip(shape),
    series: shape.series.flatMap((series, index) => lines(series, index, shape)),
  };
}

function maxOf({ series }: LineShape): number {
  return Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
}

/** A settled line, and the dashed rest of it that begins where the settled one ends. */
function lines(series: LineSeries, index: number, shape: LineShape): LineSeriesOption[] {
  const color = shape.palette.series(index);
  const settled = series.values.length - series.provisional;
  const hasRest = series.provisional > 0;
  const common: LineSeriesOption = {
    type: 'line',
    name: series.name,
    showSymbol: shape.points.length <= 31,
    symbol: 'circle',
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

/** Built from elements, never from markup: names of events come from outside. */
function tooltip(shape: LineShape): TooltipComponentOption {
  return {
    trigger: 'axis',
    confine: true,
    transitionDuration: 0,
    padding: 0,
    borderWidth: 0,
    backgroundColor: 'transparent',
    extraCssText: 'box-shadow:none',
    axisPointer: { lineStyle: { color: shape.palette.lineStrong, type: 'solid' } },
    formatter: (hits) => tipAt(shape, (Array.isArray(hits) ? hits[0] : hits)?.dataIndex ?? 0),
  };
}

function tipAt(shape: LineShape, at: number): HTMLElement {
  const box = document.createElement('div');
  box.className = shape.tip.box;
  const head = document.createElement('strong');
  head.textContent = shape.points[at] ?? '';
  box.append(head);
  for (const [index, { name, values, provisional }] of shape.series.entries()) {
    const value = values[at] ?? null;
    const row = document.createElement('span');
    row.className = shape.tip.row;
    const dot = document.createElement('i');
    dot.className = shape.tip.dot;
    dot.style.background = shape.palette.series(index);
    const figure = document.createElement('b');
    figure.textContent = value === null ? '—' : shape.format(value);
    const isProvisional = at >= values.length - provisional;
    row.append(dot, `${name}${isProvisional ? ` (${shape.provisionalText})` : ''}`, figure);
    box.append(row);
  }
  return box;
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
