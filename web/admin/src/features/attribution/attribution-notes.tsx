import type { AttributionRun } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../shared/charts/format';
import styles from './attribution.module.css';

/** How far the credit can be trusted. */
export function AttributionNotes({ run }: { run: AttributionRun }) {
  const { t } = useTranslation('attribution');
  const { locale } = useKit();
  const { markov, parameters, checks } = run;
  const failed = checks.filter(({ holds }) => !holds);
  return (
    <ul className={styles.notes}>
      <li>
        {t('range', {
          from: parameters.from_on,
          to: parameters.to_on,
          count: parameters.look_back_days,
          zone: parameters.time_zone,
        })}
      </li>
      {markov.enough_data ? (
        <li>
          {t('markov_sure', {
            rate: formatShare(markov.conversion_rate, locale),
            count: markov.draws,
          })}
        </li>
      ) : (
        <li className={styles.warning}>
          {t('markov_missing', { won: markov.more_conversions, lost: markov.more_without })}
        </li>
      )}
      {run.misses_rate ? <li className={styles.warning}>{t('misses_rate')}</li> : null}
      {failed.length > 0 ? (
        <li role="alert" className={styles.warning}>
          {t('failed')}
        </li>
      ) : (
        <li>{t('conserved')}</li>
      )}
    </ul>
  );
}
