import type { Behaviour } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { Skeleton } from 'antd';
import { ChevronRight } from 'lucide-react';
import { Fragment, lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BehaviourOf } from '../activity/behaviour-search';
import { eventTitle } from '../activity/event-catalogue';
import styles from './story.module.css';

// Most runs stay folded.
const RunEvents = lazy(() => import('./run-events'));

type RunProps = { of: BehaviourOf; behaviour: Behaviour };

/** How much was done, what and by whom; it opens to show each of the events. */
export function Run({ of, behaviour }: RunProps) {
  const { t } = useTranslation('timeline');
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.run}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight size={14} className={styles.chevron} aria-hidden="true" />
          {t('story.run', { count: behaviour.events })}
        </button>
        {'account_id' in of ? <Who behaviour={behaviour} /> : null}
      </div>
      <div className={styles.names}>
        <Names behaviour={behaviour} />
      </div>
      <div id={id} hidden={!isOpen}>
        {isOpen ? (
          <Suspense fallback={<Skeleton active title={false} paragraph={{ rows: 2 }} />}>
            <RunEvents of={of} behaviour={behaviour} />
          </Suspense>
        ) : null}
      </div>
    </>
  );
}

/** Who did most of it, and how many others there are. */
function Who({ behaviour }: { behaviour: Behaviour }) {
  const { t } = useTranslation('timeline');
  const { Link } = useKit();
  const { people, people_count: count, unknown_events: unknown } = behaviour;
  const others = count - people.length;
  return (
    <span className={styles.who}>
      {people.map(({ person_id: id, name }, at) => (
        <Fragment key={id}>
          {at > 0 ? t('story.and') : null}
          <Link href={`/people/${id}`}>{name ?? t('story.somebody')}</Link>
        </Fragment>
      ))}
      {others > 0 ? ` ${t('story.others', { count: others })}` : null}
      {unknown > 0 ? `${count > 0 ? ' · ' : ''}${t('story.unknown', { count: unknown })}` : null}
    </span>
  );
}

function Names({ behaviour }: { behaviour: Behaviour }) {
  const { t } = useTranslation('timeline');
  const { locale } = useKit();
  const { names, names_count: count } = behaviour;
  const number = new Intl.NumberFormat(locale);
  const others = count - names.length;
  return (
    <>
      {names.map(({ name, display_name, events }) => (
        <span key={name ?? ''} className={styles.name}>
          {name ? eventTitle({ name, display_name }, locale) : t('story.other_names')}
          {events > 1 ? <span className={styles.times}> ×{number.format(events)}</span> : null}
        </span>
      ))}
      {others > 0 ? <span className={styles.name}>{t('story.more_names', { count: others })}</span> : null}
    </>
  );
}
