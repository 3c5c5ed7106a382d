import type { ReferralReward } from '@perennial/api-client';
import { Money, RelativeTime, StatusTag, type StatusTone, useKit } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayInZone } from '../../../shared/time/zoned';
import styles from '../referrals.module.css';
import { type Standing, standingOf } from './payable';

const tones: Record<Standing, StatusTone> = {
  payable: 'success',
  waiting: 'neutral',
  review: 'attention',
  paid: 'info',
  cancelled: 'neutral',
  overpaid: 'danger',
};

/** Whether a reward can be paid, and if not, what it waits for. */
export function RewardStanding({ reward }: { reward: ReferralReward }) {
  const { t } = useTranslation('referrals');
  const { timeZone } = useKit();
  const standing = standingOf(reward, dayInZone(new Date(), timeZone));
  return (
    <span className={styles.chips}>
      <StatusTag tone={tones[standing]}>{t(`standing.${standing}`)}</StatusTag>
      {standing === 'review' ? (
        <Link to="/referrals" search={{ review: true, advocate_id: reward.advocate.id }}>
          {t('reward.to_review')}
        </Link>
      ) : null}
      {standing === 'paid' && reward.paid_at ? (
        <span className={styles.meta}>
          <RelativeTime at={reward.paid_at} />
        </span>
      ) : null}
      {standing === 'overpaid' && reward.paid_amount ? (
        <span className={styles.meta}>
          {t('reward.paid_instead')} <Money value={reward.paid_amount} />
        </span>
      ) : null}
      {standing === 'cancelled' ? (
        <span className={styles.meta}>{reward.cancel_reason ?? t('reward.not_earned')}</span>
      ) : null}
    </span>
  );
}
