import type { KeyboardEvent, RefObject } from 'react';

const steps: Record<string, [down: number, right: number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

/** Arrow keys move between the buttons of a table's cells, past cells that have none. */
export function useCellKeys(table: RefObject<HTMLTableElement | null>) {
  return (event: KeyboardEvent) => {
    const step = steps[event.key];
    const cell = (event.target as HTMLElement).closest('td');
    const row = cell?.closest('tr');
    if (!step || !cell || !row || !table.current) return;
    event.preventDefault();
    const [down, right] = step;
    let line = row.rowIndex + down;
    let column = cell.cellIndex + right;
    // Rows may have fewer cells than the table, and cells no button: the next one that has takes the focus.
    while (table.current.rows[line]?.cells[column]) {
      const button = table.current.rows[line]?.cells[column]?.querySelector<HTMLElement>('button[data-cell]');
      if (button) {
        button.focus();
        return;
      }
      line += down;
      column += right;
    }
  };
}
