import type { Counts } from '@perennial/api-client';
import { Figure } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import styles from './imports.module.css';

type ImportCountsProps = { counts: Counts; isForecast?: boolean };

const shown = ['rows', 'create', 'update', 'skip', 'error'] as const;

/** What becomes of the rows: after a check what would, after a run what did. */
export function ImportCounts({ counts, isForecast = false }: ImportCountsProps) {
  const { t } = useTranslation('imports');
  return (
    <dl className={styles.counts}>
      {shown.map((count) => (
        <div key={count} data-wrong={(count === 'error' && counts.error > 0) || undefined}>
          <dt>{t(isForecast ? `forecast.${count}` : `count.${count}`)}</dt>
          <dd>
            <Figure value={counts[count]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
