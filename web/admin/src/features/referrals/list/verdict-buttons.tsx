import type { Referral } from '@perennial/api-client';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from '../referrals.module.css';
import { referredTitle } from '../referred-title';

export type Verdicts = {
  canConfigure: boolean;
  /** The referral that is being accepted. */
  pendingId: string | undefined;
  onAccept: (referral: Referral) => void;
  onRefuse: (referral: Referral) => void;
};

/** Both where somebody has to decide; afterwards the other one. */
export function VerdictButtons({ referral, verdicts }: { referral: Referral; verdicts: Verdicts }) {
  const { t } = useTranslation('referrals');
  const lead = referredTitle(referral.lead);
  const { needs_review, verdict } = referral;
  return (
    <span className={styles.actions}>
      {needs_review || verdict === 'refused' ? (
        <Button
          size="small"
          type={needs_review ? 'primary' : 'default'}
          loading={verdicts.pendingId === referral.id}
          aria-label={t('accept.of', { lead })}
          onClick={() => verdicts.onAccept(referral)}
        >
          {t('accept.action')}
        </Button>
      ) : null}
      {verdict === 'refused' ? null : (
        <Button
          size="small"
          type={needs_review ? 'default' : 'text'}
          aria-label={t('refuse.of', { lead })}
          onClick={() => verdicts.onRefuse(referral)}
        >
          {t('refuse.action')}
        </Button>
      )}
    </span>
  );
}
