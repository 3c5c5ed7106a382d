import type { CostReport } from '@perennial/api-client';
import { Day } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { Basis } from './cost-value';
import styles from './costs-page.module.css';

/** How far the figures can be trusted. */
export function CostNotes({ report, basis }: { report: CostReport; basis: Basis }) {
  const { t } = useTranslation('costs');
  const { missing_rates: missing, checks, maturity, cycle_days_p90: cycle } = report;
  return (
    <ul className={styles.notes}>
      <li>
        <Day on={report.from_on} /> – <Day on={report.to_on} />
      </li>
      {basis === 'cohort' ? (
        <li className={maturity === 'mature' ? undefined : styles.warning}>
          {t(`maturity.${maturity}` as 'maturity.mature', { count: cycle ?? 0 })}
        </li>
      ) : null}
      {missing.length > 0 ? (
        <li className={styles.warning}>{t('missing_rates', { currencies: missing.join(', ') })}</li>
      ) : null}
      {checks.every(({ holds }) => holds) ? (
        <li>{t('reconciled')}</li>
      ) : (
        <li role="alert" className={styles.warning}>
          {t('not_reconciled')}
        </li>
      )}
    </ul>
  );
}
