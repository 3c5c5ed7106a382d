import type { Referral } from '@perennial/api-client';
import { type Column, DateTime, RelativeTime, StatusTag } from '@perennial/ui';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../referrals.module.css';
import { referredTitle } from '../referred-title';
import { stateTones, suspicionTones } from './referral-words';
import { VerdictButtons, type Verdicts } from './verdict-buttons';

export function useReferralColumns(verdicts: Verdicts): Column<Referral>[] {
  const { t } = useTranslation('referrals');
  const { canConfigure, pendingId, onAccept, onRefuse } = verdicts;
  return useMemo(
    () => [
      {
        id: 'lead',
        header: t('field.lead'),
        primary: true,
        width: 200,
        cell: ({ lead }) => referredTitle(lead),
      },
      {
        id: 'advocate',
        header: t('field.advocate'),
        width: 140,
        cell: ({ advocate }) => (
          <Link to="/referrals" search={{ tab: 'advocates', open: advocate.id }}>
            {advocate.name}
          </Link>
        ),
      },
      { id: 'state', header: t('field.state'), width: 170, cell: (referral) => <State of={referral} /> },
      {
        id: 'suspicions',
        header: t('field.suspicions'),
        width: 210,
        cell: ({ suspicions }) =>
          suspicions.length > 0 ? (
            <span className={styles.chips}>
              {suspicions.map((each) => (
                <StatusTag key={each} tone={suspicionTones[each]}>
                  {t(`suspicion.${each}`)}
                </StatusTag>
              ))}
            </span>
          ) : (
            '—'
          ),
      },
      ...(canConfigure
        ? [
            {
              id: 'verdict',
              header: t('field.verdict'),
              width: 160,
              cell: (referral: Referral) => (
                <VerdictButtons
                  referral={referral}
                  verdicts={{ canConfigure, pendingId, onAccept, onRefuse }}
                />
              ),
            },
          ]
        : []),
      {
        id: 'verdict_note',
        header: t('field.note'),
        width: 180,
        deskOnly: true,
        cell: ({ verdict_note, verdict_by }) =>
          verdict_note ? [verdict_note, verdict_by?.name].filter(Boolean).join(' · ') : '—',
      },
      {
        id: 'referred_at',
        header: t('field.referred_at'),
        width: 120,
        sortField: 'referred_at',
        cell: ({ referred_at }) => <RelativeTime at={referred_at} />,
      },
      {
        id: 'verdict_at',
        header: t('field.verdict_at'),
        width: 150,
        offByDefault: true,
        cell: ({ verdict_at, verdict_by }) =>
          verdict_at ? (
            <span title={verdict_by?.name}>
              <DateTime at={verdict_at} />
            </span>
          ) : (
            '—'
          ),
      },
    ],
    [t, canConfigure, pendingId, onAccept, onRefuse],
  );
}

function State({ of }: { of: Referral }) {
  const { t } = useTranslation('referrals');
  return (
    <span className={styles.chips}>
      <StatusTag tone={stateTones[of.state]}>{t(`state.${of.state}`)}</StatusTag>
      {of.needs_review ? <StatusTag tone="attention">{t('review.needed')}</StatusTag> : null}
    </span>
  );
}
