import { Figure } from '@perennial/ui';
import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { heatDepth, heatOf, smallSample } from './heat';
import type { RetentionTableProps } from './retention-table';
import styles from './retention-table.module.css';
import { type RetentionRow, runningPeriod } from './retention-types';
import { useRetentionWords } from './use-retention-words';

/** The heat map on a phone: a card for each cohort, the newest first. */
export function RetentionCards(props: RetentionTableProps) {
  return (
    <ul className={styles.cards} style={{ '--heat-depth': `${heatDepth * 100}%` } as CSSProperties}>
      {props.rows.toReversed().map((row) => (
        <CohortCard key={row.starts_on} row={row} of={props} />
      ))}
    </ul>
  );
}

function CohortCard({ row, of }: { row: RetentionRow; of: RetentionTableProps }) {
  const { t } = useTranslation('charts');
  const words = useRetentionWords(of.unit);
  const running = runningPeriod(row);
  const settled = row.cells.filter(({ units, period }) => units != null || period === running);
  const { cell } = row;
  return (
    <li className={styles.card} data-small={row.cohort_size < smallSample || undefined}>
      <div className={styles.cardHead}>
        <strong>{of.rowName(row)}</strong>
        {cell && row.cohort_size > 0 ? (
          <button type="button" onClick={() => of.onOpen(cell)}>
            {words.count(row.cohort_size)}
          </button>
        ) : (
          <span>{words.count(row.cohort_size)}</span>
        )}
      </div>
      <ul className={styles.chips}>
        {settled.map(({ period, units, rate, cell: id }) => (
          <li
            key={period}
            className={styles.cell}
            data-running={units == null || undefined}
            style={{ '--share': heatOf(rate) } as CSSProperties}
          >
            <span className={styles.chipName}>{of.periodName(period)}</span>
            {units == null ? (
              <span>{t('retention.running_short')}</span>
            ) : (
              <button type="button" disabled={!id} onClick={() => id && of.onOpen(id)}>
                {of.figure === 'rate' ? words.share(rate) : <Figure value={units} />}
              </button>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
}
