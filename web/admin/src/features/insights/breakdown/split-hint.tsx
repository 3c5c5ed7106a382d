import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import styles from './breakdown.module.css';

type SplitHintProps = { isChosen: boolean; isGone: boolean; isNone: boolean };

/** Under the choice of a field: as of when values count, or why there is nothing to choose. */
export function SplitHint({ isChosen, isGone, isNone }: SplitHintProps) {
  const { t } = useTranslation('insights');
  if (isGone) {
    return (
      <span className={styles.wrong} role="alert">
        {t('split.gone')}
      </span>
    );
  }
  if (isChosen) return <span className={styles.hint}>{t('split.hint')}</span>;
  if (!isNone) return null;
  return (
    <span className={styles.hint}>
      {t('split.no_fields')} <Link to="/settings/attributes">{t('split.to_attributes')}</Link>
    </span>
  );
}
