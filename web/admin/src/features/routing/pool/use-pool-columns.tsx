import type { Lead } from '@perennial/api-client';
import { type Column, RelativeTime } from '@perennial/ui';
import { Button } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ContactValue } from '../../../shared/contact/contact-value';
import { placeName } from '../../../shared/places/place-name';
import { leadTitle } from '../../leads/lead-title';
import { ScoreChip } from '../../scores/lead/score-chip';

type Claiming = {
  canClaim: boolean;
  /** The lead that is being claimed. */
  pendingId: string | undefined;
  onClaim: (lead: Lead) => void;
};

/** What is known of a lead before somebody takes it. */
export function usePoolColumns({ canClaim, pendingId, onClaim }: Claiming): Column<Lead>[] {
  const { t, i18n } = useTranslation(['pool', 'leads']);
  return useMemo(
    () => [
      {
        id: 'company',
        header: t('leads:field.lead'),
        primary: true,
        width: 220,
        sortField: 'name',
        cell: (lead) => leadTitle(lead),
      },
      ...(canClaim
        ? [
            {
              id: 'claim',
              header: t('pool:claim.column'),
              width: 100,
              cell: (lead: Lead) => (
                <Button
                  size="small"
                  type="primary"
                  loading={pendingId === lead.id}
                  aria-label={t('pool:claim.of', { lead: leadTitle(lead) })}
                  onClick={() => onClaim(lead)}
                >
                  {t('pool:claim.action')}
                </Button>
              ),
            },
          ]
        : []),
      {
        id: 'score',
        header: t('leads:field.score'),
        width: 96,
        sortField: 'score',
        cell: (lead) => (lead.score ? <ScoreChip grade={lead.score.grade} score={lead.score.score} /> : '—'),
      },
      { id: 'name', header: t('leads:field.name'), width: 110, cell: (lead) => lead.name ?? '—' },
      {
        id: 'phone',
        header: t('leads:field.phone'),
        width: 136,
        cell: (lead) => <ContactValue kind="phone" value={lead.phone} isMasked={lead.contact_masked} />,
      },
      { id: 'industry', header: t('leads:field.industry'), width: 110, cell: (lead) => lead.industry ?? '—' },
      {
        id: 'city',
        header: t('leads:field.city'),
        width: 110,
        cell: (lead) => placeName(lead, i18n.language) || '—',
      },
      {
        id: 'channel',
        header: t('leads:field.channel'),
        width: 120,
        deskOnly: true,
        cell: (lead) => lead.channel?.name ?? '—',
      },
      {
        id: 'pooled_at',
        header: t('pool:pooled_at'),
        width: 120,
        cell: (lead) => <RelativeTime at={lead.pooled_at} />,
      },
      {
        id: 'last_activity_at',
        header: t('leads:field.last_activity'),
        width: 120,
        deskOnly: true,
        cell: (lead) => (lead.last_activity_at ? <RelativeTime at={lead.last_activity_at} /> : '—'),
      },
      {
        id: 'created_at',
        header: t('leads:field.created'),
        width: 110,
        deskOnly: true,
        sortField: 'created_at',
        cell: (lead) => <RelativeTime at={lead.created_at} />,
      },
    ],
    [t, i18n.language, canClaim, pendingId, onClaim],
  );
}
