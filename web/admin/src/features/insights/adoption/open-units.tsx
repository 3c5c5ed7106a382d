import { Figure } from '@perennial/ui';
import type { OpenCell } from '../../../shared/charts/retention-types';
import styles from './feature-bars.module.css';

type OpenUnitsProps = { value: number; cell: string; onOpen: OpenCell };

/** How many; with a list behind it unless it is empty. */
export function OpenUnits({ value, cell, onOpen }: OpenUnitsProps) {
  if (value === 0) return <Figure value={value} />;
  return (
    <button type="button" className={styles.open} onClick={() => onOpen(cell)}>
      <Figure value={value} />
    </button>
  );
}
