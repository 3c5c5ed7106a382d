import type { Event } from '@perennial/api-client';
import { CopyBox, DateTime, Facts, StatusTag, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../charts/format';
import { secondsLate, valueText } from './event-facts';
import styles from './event-table.module.css';
import { EventAccount, EventPerson } from './event-who';
import { useRecordNames } from './use-record-names';

/** Who, when and whence, the properties, the circumstances, and all of it as it can be taken along. */
export function EventDetail({ event }: { event: Event }) {
  const { t } = useTranslation('activity');
  const { locale } = useKit();
  const { personName, accountName } = useRecordNames([event]);
  const late = secondsLate(event);
  const ids = [
    ['person_external_id', event.person_external_id],
    ['anonymous_id', event.anonymous_id],
    ['account_external_id', event.account_external_id],
    ['message_id', event.message_id],
  ] as const;
  return (
    <div className={styles.drawer}>
      <Facts
        facts={[
          { label: t('field.sent_as'), value: <code>{event.name}</code> },
          { label: t('field.occurred_at'), value: <DateTime at={event.occurred_at} /> },
          {
            label: t('field.received_at'),
            value: (
              <>
                <DateTime at={event.received_at} />{' '}
                {late === undefined ? null : (
                  <StatusTag tone="warning">{t('late', { time: formatDuration(late, locale) })}</StatusTag>
                )}
              </>
            ),
          },
          {
            label: t('field.person'),
            value: (
              <EventPerson event={event} name={event.person_id ? personName(event.person_id) : undefined} />
            ),
          },
          {
            label: t('field.account'),
            value: (
              <EventAccount
                event={event}
                name={event.account_id ? accountName(event.account_id) : undefined}
              />
            ),
          },
          { label: t('field.source'), value: t(event.from_client ? 'source.client' : 'source.server') },
          ...ids
            .filter(([, id]) => id)
            .map(([field, id]) => ({ label: t(`field.${field}`), value: <code>{id}</code> })),
        ]}
      />
      <Values title={t('properties')} nothing={t('no_properties')} values={event.properties} />
      <Values title={t('context')} nothing={t('no_context')} values={event.context} />
      <section>
        <h3 className={styles.heading}>{t('as_json')}</h3>
        <CopyBox multiline label={t('as_json')} text={JSON.stringify(event, null, 2)} />
      </section>
    </div>
  );
}

type ValuesProps = { title: string; nothing: string; values: Record<string, unknown> };

function Values({ title, nothing, values }: ValuesProps) {
  const entries = Object.entries(values);
  if (entries.length === 0) return <p className={styles.nothing}>{nothing}</p>;
  return (
    <table className={`${styles.table} ${styles.pairs}`}>
      <caption>{title}</caption>
      <tbody>
        {entries.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{valueText(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
