import type { Event } from '@perennial/api-client';
import { type Column, RelativeTime } from '@perennial/ui';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useEventTitle } from '../../../shared/activity/event-catalogue';
import { EventTitle } from '../../../shared/activity/event-title';
import { EventAccount, EventPerson } from '../../../shared/activity/event-who';
import { PropertyLine } from '../../../shared/activity/property-line';
import { useRecordNames } from '../../../shared/activity/use-record-names';

export function useActivityColumns(events: readonly Event[]): Column<Event>[] {
  const { t } = useTranslation('activity');
  const titleOf = useEventTitle();
  const { personName, accountName } = useRecordNames(events);
  return useMemo(
    () => [
      {
        id: 'name',
        header: t('field.name'),
        primary: true,
        width: 260,
        cell: ({ name }) => <EventTitle name={name} title={titleOf(name)} />,
      },
      {
        id: 'occurred_at',
        header: t('field.occurred_at'),
        width: 130,
        cell: (event) => <RelativeTime at={event.occurred_at} />,
      },
      {
        id: 'person',
        header: t('field.person'),
        width: 170,
        cell: (event) => (
          <EventPerson event={event} name={event.person_id ? personName(event.person_id) : undefined} />
        ),
      },
      {
        id: 'account',
        header: t('field.account'),
        width: 180,
        cell: (event) => (
          <EventAccount event={event} name={event.account_id ? accountName(event.account_id) : undefined} />
        ),
      },
      {
        id: 'properties',
        header: t('properties'),
        width: 320,
        cell: (event) => <PropertyLine event={event} />,
      },
      {
        id: 'source',
        header: t('field.source'),
        offByDefault: true,
        deskOnly: true,
        cell: (event) => t(event.from_client ? 'source.client' : 'source.server'),
      },
      {
        id: 'received_at',
        header: t('field.received_at'),
        offByDefault: true,
        deskOnly: true,
        cell: (event) => <RelativeTime at={event.received_at} />,
      },
    ],
    [t, titleOf, personName, accountName],
  );
}
