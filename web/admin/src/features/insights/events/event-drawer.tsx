import type { EventName } from '@perennial/api-client';
import { DateTime, DetailDrawer, Facts, Figure, StatusTag, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../../session/session-store';
import { eventTitle } from '../../../shared/activity/event-catalogue';
import styles from '../../../shared/activity/event-table.module.css';
import { DenyButton } from './deny-button';
import { EventNameForm } from './event-name-form';
import { EventProperties } from './event-properties';

type EventDrawerProps = {
  event: EventName;
  siblings: string[];
  onOpen: (id: string | undefined) => void;
};

/** One kind of event: how it is called, what it carries, and whether it is taken at all. */
export default function EventDrawer({ event, siblings, onOpen }: EventDrawerProps) {
  const { t } = useTranslation('event-names');
  const { locale } = useKit();
  const canWrite = useGrant('catalog:write');
  const at = siblings.indexOf(event.id);
  const step = (to: string | undefined) => (at >= 0 && to ? () => onOpen(to) : undefined);
  return (
    <DetailDrawer
      isOpen
      title={eventTitle(event, locale)}
      onClose={() => onOpen(undefined)}
      onPrevious={step(siblings[at - 1])}
      onNext={step(siblings[at + 1])}
      width={520}
    >
      <div className={styles.drawer}>
        {canWrite ? <DenyButton event={event} /> : null}
        <Facts
          facts={[
            { label: t('field.name'), value: <code>{event.name}</code> },
            {
              label: t('field.status'),
              value: (
                <StatusTag tone={event.status === 'denied' ? 'warning' : 'success'}>
                  {t(`status.${event.status}`)}
                </StatusTag>
              ),
            },
            { label: t('field.volume_30_days'), value: <Figure value={event.volume_30_days} /> },
            { label: t('field.volume'), value: <Figure value={event.volume} /> },
            { label: t('field.first_seen'), value: <DateTime at={event.first_seen_at} /> },
            { label: t('field.last_seen'), value: <DateTime at={event.last_seen_at} /> },
          ]}
        />
        {canWrite ? <EventNameForm key={event.id} event={event} /> : <Facts facts={names(event, t)} />}
        <EventProperties event={event} />
      </div>
    </DetailDrawer>
  );
}

function names(
  { display_name, description }: EventName,
  t: (key: 'field.zh' | 'field.en' | 'field.description') => string,
) {
  return [
    { label: t('field.zh'), value: display_name['zh-CN'] },
    { label: t('field.en'), value: display_name.en },
    { label: t('field.description'), value: description },
  ];
}
