import type { ChartPalette } from './chart-palette';
import type { ChartTable, TableCell } from './chart-table';
import type { Drawing } from './picture';

const rowHeight = 28;
const padding = 12;
const mostRows = 200;

/** A table as part of a picture, with the tints of a heat map. */
export function tableDrawing(table: ChartTable, palette: ChartPalette, deepest: number): Drawing {
  const rows = table.rows.slice(0, mostRows);
  let widths: number[] = [];
  return {
    measure: (context) => {
      context.font = `12px ${palette.font}`;
      widths = table.head.map((title, column) => {
        const texts = [title, ...rows.map((row) => row[column]?.text ?? '')];
        return Math.ceil(Math.max(...texts.map((text) => context.measureText(text).width))) + padding * 2;
      });
      return {
        width: widths.reduce((sum, width) => sum + width, 0),
        height: (rows.length + 1) * rowHeight,
      };
    },
    paint: (context, left, top) => {
      context.font = `12px ${palette.font}`;
      context.textBaseline = 'middle';
      const heads = table.head.map((text): TableCell => ({ text }));
      for (const [line, row] of [heads, ...rows].entries()) {
        let x = left;
        for (const [column, width] of widths.entries()) {
          const cell = row[column];
          const box = { x, y: top + line * rowHeight, width, isName: column === 0 };
          if (cell)
            paintCell(context, cell, box, line === 0 ? palette.textSoft : palette.text, palette, deepest);
          x += width;
        }
      }
    },
  };
}

type Box = { x: number; y: number; width: number; isName: boolean };

function paintCell(
  context: CanvasRenderingContext2D,
  cell: TableCell,
  box: Box,
  ink: string,
  palette: ChartPalette,
  deepest: number,
): void {
  if (cell.tint !== undefined) {
    context.globalAlpha = cell.tint * deepest;
    context.fillStyle = palette.primary;
    context.fillRect(box.x + 1, box.y + 1, box.width - 2, rowHeight - 2);
    context.globalAlpha = 1;
  }
  context.fillStyle = ink;
  context.textAlign = box.isName ? 'left' : 'right';
  context.fillText(cell.text, box.isName ? box.x : box.x + box.width - padding, box.y + rowHeight / 2 + 1);
  context.textAlign = 'left';
}
