import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from '../referrals.module.css';
import { useProgramme } from '../use-programme';

/** Says so where codes or links do nothing yet, before somebody hands them out. */
export function LinksLine() {
  const { t } = useTranslation('referrals');
  const { programme, hasLinks } = useProgramme();
  if (!programme || hasLinks) return null;
  return (
    <div className={styles.line}>
      <span className={styles.meta}>{t(programme.enabled ? 'links.no_form' : 'links.off')}</span>
      <Link to="/referrals" search={{ tab: 'programme' }}>
        {t('links.to_programme')}
      </Link>
    </div>
  );
}
