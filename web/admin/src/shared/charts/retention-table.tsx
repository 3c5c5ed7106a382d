import { useIsPhone } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { smallSample } from './heat';
import { RetentionCards } from './retention-cards';
import { RetentionGrid } from './retention-grid';
import styles from './retention-table.module.css';
import { type OpenCell, type RetentionFigures, runningPeriod } from './retention-types';

export type RetentionTableProps = RetentionFigures & {
  caption: string;
  /** The row over the heat map shows all cohorts together. */
  onOpen: OpenCell;
  /** What stands in the cells. */
  figure: 'rate' | 'units';
};

/** Cohorts by period as a heat map that is a table: darker means more came back. On a phone a cohort is a card. */
export function RetentionTable(props: RetentionTableProps) {
  const isPhone = useIsPhone();
  return isPhone ? <RetentionCards {...props} /> : <RetentionGrid {...props} />;
}

/** What the looks of the cells mean; only those that are there. */
export function RetentionLegend({ rows }: Pick<RetentionFigures, 'rows'>) {
  const { t } = useTranslation('charts');
  const hasRunning = rows.some((row) => runningPeriod(row) !== undefined);
  const hasSmall = rows.some(({ cohort_size }) => cohort_size < smallSample);
  return (
    <>
      {hasRunning ? (
        <span className={styles.key} data-running>
          {t('retention.key_running')}
        </span>
      ) : null}
      {hasSmall ? (
        <span className={styles.key} data-small>
          {t('retention.key_small', { count: smallSample })}
        </span>
      ) : null}
    </>
  );
}
