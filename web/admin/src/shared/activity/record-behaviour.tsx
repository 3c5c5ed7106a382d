import type { Event } from '@perennial/api-client';
import { cursorPaging, listEventsInfiniteOptions } from '@perennial/api-client/queries';
import { ErrorState, Timeline } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { MousePointerClick } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../../lists/use-list';
import styles from './activity.module.css';
import type { BehaviourOf } from './behaviour-search';
import { useEventTitle } from './event-catalogue';
import { eventKey } from './event-key';
import { EventNameFilter } from './event-name-filter';
import tableStyles from './event-table.module.css';
import { EventTitle } from './event-title';
import { EventPerson } from './event-who';
import { PropertyLine } from './property-line';
import { useRecordNames } from './use-record-names';

const EventDrawer = lazy(() => import('./event-drawer'));

type RecordBehaviourProps = { of: BehaviourOf };

/** What a person or the people of an account did in the product, newest first. */
export default function RecordBehaviour({ of }: RecordBehaviourProps) {
  const { t } = useTranslation('activity');
  const { event_name: name, event_key: open } = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (part: { event_name?: string | undefined; event_key?: string | undefined }) =>
    void navigate({ to: '.', search: (old) => ({ ...old, ...part }), replace: true });
  const query = { ...of, ...(name ? { name } : {}), limit: 30 };
  const list = useList<Event>(useInfiniteQuery({ ...listEventsInfiniteOptions({ query }), ...cursorPaging }));
  return (
    <div className={styles.behaviour}>
      <div className={styles.head}>
        <div className={styles.filter}>
          <EventNameFilter value={name} onChange={(next) => change({ event_name: next })} />
        </div>
        <Link to="/insights/activity" search={{ ...of, ...(name ? { name } : {}) }}>
          {t('behaviour.explore')}
        </Link>
      </div>
      {list.isPending ? <Skeleton active title={false} paragraph={{ rows: 5 }} /> : null}
      {list.error && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.retry} compact />
      ) : null}
      {!list.isPending && !list.error && list.rows.length === 0 ? (
        <p className={tableStyles.nothing}>{t(name ? 'behaviour.no_match' : 'behaviour.nothing')}</p>
      ) : null}
      <Happenings
        events={list.rows}
        withPerson={'account_id' in of}
        onOpen={(event) => change({ event_key: eventKey(event) })}
      />
      {list.hasMore ? (
        <div>
          <Button size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
            {t('behaviour.earlier')}
          </Button>
        </div>
      ) : null}
      <Suspense fallback={null}>
        {open ? (
          <EventDrawer open={open} rows={list.rows} onOpen={(key) => change({ event_key: key })} />
        ) : null}
      </Suspense>
    </div>
  );
}

type HappeningsProps = { events: Event[]; withPerson: boolean; onOpen: (event: Event) => void };

function Happenings({ events, withPerson, onOpen }: HappeningsProps) {
  const { t } = useTranslation('activity');
  const titleOf = useEventTitle();
  const { personName } = useRecordNames(withPerson ? events : []);
  if (events.length === 0) return null;
  return (
    <Timeline
      label={t('behaviour.title')}
      items={events.map((event) => ({
        id: String(event.id),
        at: event.occurred_at,
        icon: <MousePointerClick size={14} />,
        title: (
          <>
            <button type="button" className={styles.open} onClick={() => onOpen(event)}>
              <EventTitle name={event.name} title={titleOf(event.name)} />
            </button>
            {withPerson ? (
              <>
                {' · '}
                <EventPerson event={event} name={event.person_id ? personName(event.person_id) : undefined} />
              </>
            ) : null}
          </>
        ),
        source: t(event.from_client ? 'source.client' : 'source.server'),
        ...(Object.keys(event.properties).length > 0 ? { body: <PropertyLine event={event} /> } : {}),
      }))}
    />
  );
}
