import { type ReactNode, useId } from 'react';
import styles from './row-list.module.css';

type RowListProps = { title: string; text: string; children: ReactNode };

/** A list inside a form whose rows are added, moved and removed. */
export function RowList({ title, text, children }: RowListProps) {
  const titleId = useId();
  return (
    <section className={styles.list} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles.title}>
        {title}
      </h3>
      <p className={styles.hint}>{text}</p>
      {children}
    </section>
  );
}
