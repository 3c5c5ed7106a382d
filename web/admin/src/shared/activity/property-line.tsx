import type { Event } from '@perennial/api-client';
import styles from './activity.module.css';
import { firstProperties } from './event-facts';

/** A few of the properties, as many as a row has room for. */
export function PropertyLine({ event, most = 3 }: { event: Event; most?: number }) {
  const shown = firstProperties(event, most);
  if (shown.length === 0) return <span>—</span>;
  return (
    <span className={styles.properties}>
      {shown.map(([name, value]) => (
        <span key={name} className={styles.property} title={`${name}: ${value}`}>
          <span className={styles.propertyName}>{name}</span> {value}
        </span>
      ))}
    </span>
  );
}
