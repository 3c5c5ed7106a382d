import { RelativeTime } from '@perennial/ui';
import styles from './due-time.module.css';

type DueTimeProps = { at: string | null | undefined; isDone?: boolean };

/** When something is due; what is late stands out. */
export function DueTime({ at, isDone = false }: DueTimeProps) {
  if (!at) return null;
  const isLate = !isDone && new Date(at).getTime() < Date.now();
  return (
    <span className={styles.due} data-late={isLate || undefined}>
      <RelativeTime at={at} />
    </span>
  );
}
