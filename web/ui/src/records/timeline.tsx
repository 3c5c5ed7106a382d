import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RelativeTime } from '../figures/relative-time';
import type { Stage } from '../stage/stage';
import { useKit } from '../theme/kit-provider';
import styles from './timeline.module.css';

export type TimelineChange = { field: string; before: ReactNode; after: ReactNode };

export type TimelineItem = {
  id: string;
  at: string;
  /** What happened, as a sentence. */
  title: ReactNode;
  icon?: ReactNode;
  stage?: Stage | undefined;
  actor?: string | undefined;
  /** Where it came from: a form, an import, the API. */
  source?: string | undefined;
  body?: ReactNode;
  changes?: TimelineChange[];
  /** What can be done about it. */
  actions?: ReactNode;
};

type TimelineProps = { items: TimelineItem[]; label: string };

/** Everything that happened to a record, newest first, by day, with who, from where, and what changed. */
export function Timeline({ items, label }: TimelineProps) {
  const { locale, timeZone } = useKit();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone });
  const days = new Map<string, TimelineItem[]>();
  for (const item of items) {
    const heading = day.format(new Date(item.at));
    days.set(heading, [...(days.get(heading) ?? []), item]);
  }
  return (
    <section aria-label={label}>
      {[...days].map(([heading, entries]) => (
        <section key={heading} className={styles.day}>
          <h3 className={styles.heading}>{heading}</h3>
          <ol className={styles.items}>
            {entries.map((item) => (
              <Entry key={item.id} item={item} />
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

function Entry({ item }: { item: TimelineItem }) {
  return (
    <li className={styles.item}>
      <span
        className={styles.mark}
        aria-hidden="true"
        style={item.stage ? { color: `var(--stage-${item.stage})` } : undefined}
      >
        {item.icon ?? <span className={styles.dot} />}
      </span>
      <div className={styles.content}>
        <div className={styles.head}>
          <div className={styles.title}>{item.title}</div>
          {item.actions ? <div className={styles.actions}>{item.actions}</div> : null}
        </div>
        {item.changes?.length ? <Changes changes={item.changes} /> : null}
        {item.body ? <div className={styles.body}>{item.body}</div> : null}
        <div className={styles.meta}>
          {[item.actor, item.source].filter(Boolean).map((part) => (
            <span key={part}>{part} · </span>
          ))}
          <RelativeTime at={item.at} />
        </div>
      </div>
    </li>
  );
}

function Changes({ changes }: { changes: TimelineChange[] }) {
  const { t } = useTranslation('kit');
  return (
    <dl className={styles.changes}>
      {changes.map((change) => (
        <div key={change.field} className={styles.change}>
          <dt>{change.field}</dt>
          <dd>
            <del className={styles.before}>{change.before ?? t('timeline.nothing')}</del>
            <span aria-hidden="true"> → </span>
            <ins className={styles.after}>{change.after ?? t('timeline.nothing')}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
