import type { Behaviour, Event } from '@perennial/api-client';
import { cursorPaging, listEventsInfiniteOptions } from '@perennial/api-client/queries';
import { ErrorState, useKit } from '@perennial/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useList } from '../../lists/use-list';
import type { BehaviourOf } from '../activity/behaviour-search';
import { useEventTitle } from '../activity/event-catalogue';
import { eventKey } from '../activity/event-key';
import { EventPerson } from '../activity/event-who';
import { PropertyLine } from '../activity/property-line';
import styles from './story.module.css';

type RunEventsProps = { of: BehaviourOf; behaviour: Behaviour };

/** The events of a run one by one, and the way to them in live activity. */
export default function RunEvents({ of, behaviour }: RunEventsProps) {
  const { t } = useTranslation(['timeline', 'activity']);
  const { locale, timeZone } = useKit();
  const titleOf = useEventTitle();
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone });
  const period = { occurred_at_gte: behaviour.first_at, occurred_at_lt: justAfter(behaviour.last_at) };
  const query = useInfiniteQuery({
    ...listEventsInfiniteOptions({ query: { ...of, ...period, limit: 20 } }),
    ...cursorPaging,
  });
  const list = useList<Event>(query);
  const isOneOfMany = 'account_id' in of && behaviour.people_count + behaviour.unknown_events > 1;
  const nameOf = (id: string | null | undefined) =>
    behaviour.people.find(({ person_id: person }) => person === id)?.name ?? undefined;
  if (list.isPending) return <Skeleton active title={false} paragraph={{ rows: 2 }} />;
  if (list.error && list.rows.length === 0)
    return <ErrorState error={list.error} onRetry={list.retry} compact />;
  return (
    <div className={styles.events}>
      <ol className={styles.list}>
        {list.rows.map((event) => (
          <li key={event.id} className={styles.event}>
            <time dateTime={event.occurred_at} className={styles.time}>
              {time.format(new Date(event.occurred_at))}
            </time>
            <div className={styles.what}>
              <Link to="/insights/activity" search={{ ...of, open: eventKey(event) }}>
                {titleOf(event.name)}
              </Link>
              {isOneOfMany ? (
                <>
                  {' · '}
                  <EventPerson event={event} name={nameOf(event.person_id)} />
                </>
              ) : null}
              {Object.keys(event.properties).length > 0 ? (
                <div>
                  <PropertyLine event={event} />
                </div>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      {list.hasMore ? (
        <Button size="small" onClick={list.loadMore} loading={list.isLoadingMore}>
          {t('activity:behaviour.earlier')}
        </Button>
      ) : null}
    </div>
  );
}

/** The list ends before its second moment; the last event is to be in it. */
function justAfter(at: string): string {
  return new Date(Date.parse(at) + 1).toISOString();
}
