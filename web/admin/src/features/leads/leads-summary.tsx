import type { LeadCounts } from '@perennial/api-client';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './leads-summary.module.css';
import { DisputesLink } from './validity/disputes-link';

/** One line of figures over the list; what waits for somebody is a link. */
export function LeadsSummary({ counts }: { counts: LeadCounts | undefined }) {
  const { t } = useTranslation('leads');
  if (!counts) return <>&nbsp;</>;
  return (
    <>
      {t('summary.open', { count: counts.open })}
      {counts.unassigned > 0 ? (
        <>
          {t('summary.separator')}
          <Link
            className={styles.link ?? ''}
            to="/leads"
            search={{ view: 'unassigned', owner_id: 'none', status_type: 'open,ongoing,on_hold' }}
          >
            {t('summary.unassigned', { count: counts.unassigned })}
          </Link>
        </>
      ) : null}
      <DisputesLink className={styles.link} />
    </>
  );
}
