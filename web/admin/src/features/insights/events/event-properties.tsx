import type { EventName } from '@perennial/api-client';
import { Figure } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import styles from '../../../shared/activity/event-table.module.css';

/** What came with the event so far: names and types, never values. */
export function EventProperties({ event }: { event: EventName }) {
  const { t } = useTranslation('event-names');
  const { properties } = event;
  if (properties.length === 0) return <p className={styles.nothing}>{t('properties.nothing')}</p>;
  return (
    <table className={styles.table}>
      <caption>{t('properties.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('properties.name')}</th>
          <th scope="col">{t('properties.types')}</th>
          <th scope="col" className={styles.number}>
            {t('properties.seen')}
          </th>
        </tr>
      </thead>
      <tbody>
        {properties.map(({ name, types, seen }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td>{types.map((type) => t(`type.${type as 'string'}`)).join(t('properties.separator'))}</td>
            <td className={styles.number}>
              <Figure value={seen} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
