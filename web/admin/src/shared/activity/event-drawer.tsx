import type { Event } from '@perennial/api-client';
import { DetailDrawer, ErrorState } from '@perennial/ui';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useEventTitle } from './event-catalogue';
import { EventDetail } from './event-detail';
import { eventKey } from './event-key';
import styles from './event-table.module.css';
import { useEvent } from './use-event';

type EventDrawerProps = {
  /** From the address. */
  open: string;
  /** The list behind it, in its order, for previous and next. */
  rows: Event[];
  onOpen: (key: string | undefined) => void;
};

/** One event with everything that was sent. */
export default function EventDrawer({ open, rows, onOpen }: EventDrawerProps) {
  const { t } = useTranslation('activity');
  const titleOf = useEventTitle();
  const { event, error, retry, isMissing } = useEvent(open, rows);
  const keys = rows.map(eventKey);
  const at = keys.indexOf(open);
  const step = (to: string | undefined) => (at >= 0 && to ? () => onOpen(to) : undefined);
  return (
    <DetailDrawer
      isOpen
      title={event ? titleOf(event.name) : t('event')}
      onClose={() => onOpen(undefined)}
      onPrevious={step(keys[at - 1])}
      onNext={step(keys[at + 1])}
      width={520}
    >
      {event ? <EventDetail event={event} /> : null}
      {!event && error ? <ErrorState error={error} onRetry={retry} /> : null}
      {isMissing ? <p className={styles.nothing}>{t('missing')}</p> : null}
      {!event && !error && !isMissing ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
    </DetailDrawer>
  );
}
