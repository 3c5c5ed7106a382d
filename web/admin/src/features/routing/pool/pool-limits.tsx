import type { LeadPool } from '@perennial/api-client';
import { StatusTag } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import styles from './pool.module.css';

/** What the reader may still take today, and what else binds them. */
export function PoolLimitsLine({ pool }: { pool: LeadPool }) {
  const { t } = useTranslation('pool');
  const isFree = useGrant('leads:configure');
  const { limits, hold_hours, cooldown_days } = pool;
  if (!limits) return null;
  const { daily_claims, claimed_today, claims_left, max_held, held, room_left } = limits;
  return (
    <dl className={styles.limits}>
      <div>
        <dt>{t('limits.claims')}</dt>
        <dd>
          <span>
            {daily_claims == null
              ? t('limits.claimed', { count: claimed_today })
              : t('limits.claimed_of', { count: claimed_today, most: daily_claims })}
          </span>
          {claims_left == null ? null : (
            <StatusTag tone={claims_left === 0 ? 'attention' : 'neutral'}>
              {t('limits.left', { count: claims_left })}
            </StatusTag>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('limits.held')}</dt>
        <dd>
          <span>
            {max_held == null
              ? t('limits.holding', { count: held })
              : t('limits.holding_of', { count: held, most: max_held })}
          </span>
          {room_left == null ? null : (
            <StatusTag tone={room_left === 0 ? 'attention' : 'neutral'}>
              {t('limits.room', { count: room_left })}
            </StatusTag>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('limits.rules')}</dt>
        <dd>
          {[
            hold_hours > 0 ? t('limits.hold_hours', { count: hold_hours }) : undefined,
            cooldown_days > 0 ? t('limits.cooldown_days', { count: cooldown_days }) : undefined,
            isFree ? t('limits.free') : undefined,
          ]
            .filter(Boolean)
            .join(' · ') || t('limits.none')}
        </dd>
      </div>
    </dl>
  );
}
