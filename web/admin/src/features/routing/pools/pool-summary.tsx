import type { PoolRule } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useMembers } from '../../../shared/members/use-members';
import { LeadConditionText } from '../../leads/condition/lead-condition-text';
import styles from '../routing.module.css';

/** A pool in a few lines. */
export function PoolSummary({ pool }: { pool: PoolRule }) {
  const { t } = useTranslation('routing');
  const { nameOf } = useMembers();
  const { daily_claims, max_held, cooldown_days, hold_hours } = pool;
  const claiming = [
    daily_claims == null ? t('pool.say.any_claims') : t('pool.say.daily_claims', { count: daily_claims }),
    max_held == null ? undefined : t('pool.say.max_held', { count: max_held }),
    cooldown_days > 0 ? t('pool.say.cooldown_days', { count: cooldown_days }) : undefined,
    hold_hours > 0 ? t('pool.say.hold_hours', { count: hold_hours }) : undefined,
  ];
  const { protection_days, max_days, warn_days, escalate_days, manager_id } = pool;
  const back =
    protection_days == null
      ? [t('pool.never_back')]
      : [
          t('pool.say.protection_days', { count: protection_days }),
          max_days == null ? undefined : t('pool.say.max_days', { count: max_days }),
          warn_days == null ? undefined : t('pool.say.warn_days', { count: warn_days }),
          escalate_days == null
            ? undefined
            : t('pool.say.escalate_days', { count: escalate_days, name: nameOf(manager_id) ?? '—' }),
        ];
  return (
    <div className={styles.summary}>
      <LeadConditionText condition={pool.condition} />
      <span>{claiming.filter(Boolean).join(' · ')}</span>
      <span>{back.filter(Boolean).join(' · ')}</span>
    </div>
  );
}
