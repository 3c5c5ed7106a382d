import type { EventName } from '@perennial/api-client';
import { type Column, Figure, RelativeTime, StatusTag } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { eventTitle } from '../../../shared/activity/event-catalogue';

export function useEventColumns(locale: string): Column<EventName>[] {
  const { t } = useTranslation('event-names');
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('field.display_name'),
        primary: true,
        width: 200,
        cell: (event) => eventTitle(event, locale),
      },
      {
        id: 'key',
        header: t('field.name'),
        width: 200,
        sortField: 'name',
        cell: ({ name }) => <code>{name}</code>,
      },
      {
        id: 'volume_30_days',
        header: t('field.volume_30_days'),
        width: 120,
        align: 'end',
        cell: ({ volume_30_days }) => <Figure value={volume_30_days} />,
      },
      {
        id: 'volume',
        header: t('field.volume'),
        width: 120,
        sortField: 'volume',
        align: 'end',
        cell: ({ volume }) => <Figure value={volume} />,
      },
      {
        id: 'last_seen_at',
        header: t('field.last_seen'),
        width: 140,
        sortField: 'last_seen_at',
        cell: ({ last_seen_at }) => <RelativeTime at={last_seen_at} />,
      },
      {
        id: 'first_seen_at',
        header: t('field.first_seen'),
        width: 140,
        deskOnly: true,
        cell: ({ first_seen_at }) => <RelativeTime at={first_seen_at} />,
      },
      {
        id: 'status',
        header: t('field.status'),
        width: 110,
        cell: ({ status }) => (
          <StatusTag tone={status === 'denied' ? 'warning' : 'success'}>{t(`status.${status}`)}</StatusTag>
        ),
      },
    ],
    [t, locale],
  );
}
