import type { ReactNode } from 'react';
import styles from './chart-frame.module.css';
import type { ChartTable, TableCell } from './chart-table';

/** A chart's figures as a table; a figure with a list behind it is a button. */
export function FiguresTable({ table }: { table: ChartTable }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, also by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={table.caption}>
      <table className={styles.table}>
        <caption className="visually-hidden">{table.caption}</caption>
        <thead>
          <tr>
            {table.head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row of figures has no other identity, and none is moved
            <FiguresRow key={index} row={row} head={table.head} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function FiguresRow({ row, head }: { row: TableCell[]; head: string[] }) {
  const [name, ...cells] = row;
  return (
    <tr>
      <th scope="row">{name ? <CellContent cell={name} /> : null}</th>
      {cells.map((cell, index) => (
        <td key={head[index + 1] ?? index}>
          <CellContent cell={cell} />
        </td>
      ))}
    </tr>
  );
}

function CellContent({ cell }: { cell: TableCell }): ReactNode {
  if (!cell.onOpen) return cell.text;
  return (
    <button type="button" className={styles.open} onClick={cell.onOpen}>
      {cell.text}
    </button>
  );
}
