import { listReferralRewardsOptions } from '@perennial/api-client/queries';
import { StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '../referrals.module.css';

type OverpaidLineProps = { isOn: boolean; onShow: () => void };

/** That more was paid out than is earned by now, and what to do about it. */
export function OverpaidLine({ isOn, onShow }: OverpaidLineProps) {
  const { t } = useTranslation('referrals');
  const query = useQuery(listReferralRewardsOptions({ query: { state: 'overpaid', limit: 1, count: true } }));
  const count = query.data?.total ?? 0;
  if (count === 0) return null;
  return (
    <div className={styles.line}>
      <StatusTag tone="danger">{t('reward.overpaid', { count })}</StatusTag>
      <span className={styles.meta}>{t('reward.overpaid_text')}</span>
      {isOn ? null : (
        <Button type="link" size="small" onClick={onShow}>
          {t('reward.show_overpaid')}
        </Button>
      )}
    </div>
  );
}
