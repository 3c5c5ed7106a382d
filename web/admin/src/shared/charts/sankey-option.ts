import type { SankeySeriesOption } from 'echarts/charts';
import { motion } from './chart-axes';
import type { ChartPalette } from './chart-palette';
import type { Flow, FlowNode, FlowPart, FlowTip } from './flow-types';
import type { ChartOption } from './line-option';
import { type FlowTipStyle, flowTipBox } from './sankey-tip';

export type FlowShape = {
  flow: Flow;
  /** A value beside a label. */
  format: (value: number) => string;
  palette: ChartPalette;
  isStill: boolean;
  tip: FlowTipStyle;
};

/** Right of the last column, for its labels. */
export const labelRoom = 140;
export const nodeWidth = 14;
/** So wide a column has to be, at least, for its labels not to run into the next. */
export const columnWidth = 156;
/** Between two nodes stands the label of the lower one. */
const nodeGap = 26;
const labelHeight = 18;

/** High enough for a label at each node and for bands that can be compared. */
export function flowHeight({ steps, nodes }: Flow): number {
  const most = Math.max(1, ...steps.map((_, step) => nodes.filter((node) => node.step === step).length));
  return labelHeight + most * nodeGap + 220;
}

/** Columns in the order of the steps; nodes in the order they came, as their labels would jump otherwise. */
export function sankeyOption(shape: FlowShape): ChartOption {
  const { flow, palette } = shape;
  return {
    ...motion(shape.isStill),
    textStyle: { fontFamily: palette.font },
    tooltip: {
      trigger: 'item',
      confine: true,
      enterable: true,
      hideDelay: 160,
      transitionDuration: 0,
      padding: 0,
      borderWidth: 0,
      backgroundColor: 'transparent',
      // A tip that follows the pointer must not get under it; one with buttons takes it back.
      extraCssText: 'box-shadow:none;pointer-events:none!important',
      position: besideNode,
      formatter: (hits) => {
        const hit = Array.isArray(hits) ? hits[0] : hits;
        const tip = hit && tipAt(flow, hit.dataType === 'edge' ? 'link' : 'node', hit.dataIndex);
        return tip ? flowTipBox(tip, shape.tip) : '';
      },
    },
    series: [bands(shape)],
  };
}

type Box = { x: number; y: number; width: number };

/** At a node the tip stands still, so that the pointer can reach what is in it; on a band it follows the pointer. */
function besideNode(
  [x, y]: [number, number],
  _hits: unknown,
  _element: unknown,
  hovered: Box | null,
  { contentSize, viewSize }: { contentSize: [number, number]; viewSize: [number, number] },
): [number, number] {
  const isNode = hovered && hovered.width <= nodeWidth + 2;
  const [left, top] = isNode ? [hovered.x, hovered.y] : [x, y];
  const right = left + (isNode ? nodeWidth : 12);
  return [right + contentSize[0] > viewSize[0] ? left - contentSize[0] : right, top];
}

function tipAt(flow: Flow, part: FlowPart, at: number): FlowTip | undefined {
  return part === 'node' ? flow.nodes[at]?.tip : flow.links[at]?.tip;
}

function bands({ flow, palette, format }: FlowShape): SankeySeriesOption {
  const colors = new Map(flow.nodes.map((node) => [node.id, colorOf(node, palette)]));
  return {
    type: 'sankey',
    top: labelHeight,
    left: 1,
    right: labelRoom,
    bottom: 4,
    nodeWidth,
    nodeGap,
    nodeAlign: 'left',
    layoutIterations: 0,
    draggable: false,
    emphasis: { focus: 'adjacency', lineStyle: { opacity: 0.6 } },
    blur: { itemStyle: { opacity: 0.3 }, lineStyle: { opacity: 0.06 }, label: { opacity: 0.35 } },
    lineStyle: { opacity: 0.28, curveness: 0.5 },
    label: {
      position: [0, -labelHeight + 2],
      color: palette.text,
      fontFamily: palette.font,
      fontSize: 12,
      // Where a band passes behind a label, the label stays whole.
      textBorderColor: palette.surface,
      textBorderWidth: 3,
      width: labelRoom - 4,
      overflow: 'truncate',
    },
    data: flow.nodes.map((node) => ({
      name: node.id,
      depth: node.step,
      value: node.value,
      itemStyle: {
        color: filled(node, palette),
        borderColor: colors.get(node.id) ?? palette.textFaint,
        borderWidth: 1,
      },
      label: { formatter: `${node.label}  ${format(node.value)}` },
    })),
    links: flow.links.map(({ from, to, value }) => ({
      source: from,
      target: to,
      value,
      lineStyle: { color: colors.get(from) ?? palette.textFaint },
    })),
  };
}

function colorOf({ color }: FlowNode, palette: ChartPalette): string {
  return color === undefined ? palette.textFaint : palette.series(color);
}

/** Bands leave from the top of a node; what is left below of it has ended, and is empty. */
function filled(node: FlowNode, palette: ChartPalette) {
  const color = colorOf(node, palette);
  const on = node.value > 0 ? (node.value - node.ended) / node.value : 1;
  return {
    type: 'linear' as const,
    ...{ x: 0, y: 0, x2: 0, y2: 1 },
    colorStops: [
      { offset: 0, color },
      { offset: on, color },
      { offset: on, color: palette.surface },
      { offset: 1, color: palette.surface },
    ],
  };
}
