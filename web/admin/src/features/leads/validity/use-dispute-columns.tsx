import type { Lead, ValidityDispute } from '@perennial/api-client';
import { getLeadOptions } from '@perennial/api-client/queries';
import { type Column, RelativeTime, StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { leadTitle } from '../lead-title';
import { ValidityChip } from './validity-chip';

export function useDisputeColumns(): Column<ValidityDispute>[] {
  const { t } = useTranslation('validity');
  return useMemo(
    () => [
      {
        id: 'lead',
        header: t('disputes.lead'),
        primary: true,
        width: 180,
        cell: ({ lead_id }) => <LeadName id={lead_id} />,
      },
      {
        id: 'claim',
        header: t('disputes.claim'),
        width: 170,
        cell: ({ disputed_validity, claimed_validity }) => (
          <>
            <ValidityChip validity={disputed_validity} /> → <ValidityChip validity={claimed_validity} />
          </>
        ),
      },
      { id: 'reason', header: t('dispute.reason'), width: 320, cell: ({ reason }) => reason },
      {
        id: 'opened_by',
        header: t('disputes.opened_by'),
        width: 110,
        cell: ({ opened_by }) => opened_by?.name ?? '—',
      },
      {
        id: 'opened_at',
        header: t('disputes.opened_at'),
        width: 120,
        cell: ({ opened_at }) => <RelativeTime at={opened_at} />,
      },
      {
        id: 'state',
        header: t('disputes.state'),
        width: 110,
        cell: ({ state }) => (
          <StatusTag tone={state === 'open' ? 'attention' : 'neutral'}>
            {t(`disputes.word.${state}`)}
          </StatusTag>
        ),
      },
      {
        id: 'resolution',
        header: t('dispute.resolution'),
        width: 260,
        cell: ({ resolution }) => resolution ?? '—',
      },
    ],
    [t],
  );
}

function LeadName({ id }: { id: string }) {
  const { data } = useQuery(getLeadOptions({ path: { id } }));
  return data ? leadTitle(data as Lead) : '…';
}
