import type { ChartTable } from '../../../shared/charts/chart-table';
import { FiguresTable } from '../../../shared/charts/figures-table';
import styles from './breakdown.module.css';

/** The groups beside each other, under the drawing. */
export function GroupSummary({ table }: { table: ChartTable }) {
  return (
    <div className={styles.summary}>
      <h3>{table.caption}</h3>
      <FiguresTable table={table} />
    </div>
  );
}
