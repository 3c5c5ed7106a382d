import { listReferralsOptions } from '@perennial/api-client/queries';
import { StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '../referrals.module.css';

type ReviewLineProps = { isOn: boolean; onToggle: (isOn: boolean) => void };

/** How many wait for a decision: till then nothing is paid for them. */
export function ReviewLine({ isOn, onToggle }: ReviewLineProps) {
  const { t } = useTranslation('referrals');
  const query = useQuery(listReferralsOptions({ query: { needs_review: true, limit: 1, count: true } }));
  const count = query.data?.total ?? 0;
  if (count === 0) return null;
  return (
    <div className={styles.line}>
      <StatusTag tone="attention">{t('review.waiting', { count })}</StatusTag>
      <span className={styles.meta}>{t('review.explained')}</span>
      <Button type="link" size="small" aria-pressed={isOn} onClick={() => onToggle(!isOn)}>
        {t(isOn ? 'review.show_all' : 'review.show')}
      </Button>
    </div>
  );
}
