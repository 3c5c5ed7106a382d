import type { TooltipComponentOption } from 'echarts/components';
import type { ChartPalette } from './chart-palette';

export type TipRow = { name: string; figure: string; color: string };
/** The class names of a tip. */
export type TipStyle = { box: string; row: string; dot: string };

/** What stands beside the pointer. It is built from elements, never from markup: names of events come from outside. */
export function chartTip(
  palette: ChartPalette,
  style: TipStyle,
  contentAt: (at: number) => { title: string; rows: TipRow[] },
): TooltipComponentOption {
  return {
    trigger: 'axis',
    confine: true,
    transitionDuration: 0,
    padding: 0,
    borderWidth: 0,
    backgroundColor: 'transparent',
    extraCssText: 'box-shadow:none',
    axisPointer: { lineStyle: { color: palette.lineStrong, type: 'solid' } },
    formatter: (hits) => {
      const { title, rows } = contentAt((Array.isArray(hits) ? hits[0] : hits)?.dataIndex ?? 0);
      return tipBox(title, rows, style);
    },
  };
}

function tipBox(title: string, rows: TipRow[], style: TipStyle): HTMLElement {
  const box = document.createElement('div');
  box.className = style.box;
  const head = document.createElement('strong');
  head.textContent = title;
  box.append(head);
  for (const { name, figure, color } of rows) {
    const row = document.createElement('span');
    row.className = style.row;
    const dot = document.createElement('i');
    dot.className = style.dot;
    dot.style.background = color;
    const value = document.createElement('b');
    value.textContent = figure;
    row.append(dot, name, value);
    box.append(row);
  }
  return box;
}
