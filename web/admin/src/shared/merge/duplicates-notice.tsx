import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './duplicates-notice.module.css';

type DuplicatesNoticeProps = { count: number; onCompare: () => void };

/** That there may be others of the same, with the way to compare them. */
export function DuplicatesNotice({ count, onCompare }: DuplicatesNoticeProps) {
  const { t } = useTranslation('merge');
  if (count === 0) return null;
  return (
    <p className={styles.notice}>
      {t('hint', { count })}
      <Button size="small" onClick={onCompare}>
        {t('compare')}
      </Button>
    </p>
  );
}
