import type { ReactNode } from 'react';
import styles from './parts.module.css';

/** A part of a drawer under its own heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      {children}
    </section>
  );
}
