import type { ReactNode } from 'react';
import styles from './list-panel.module.css';

type ListPanelProps = { views?: ReactNode; filters?: ReactNode; children: ReactNode };

/** The card a list lives in: saved views, filters, table. It fills the height that the page leaves it. */
export function ListPanel({ views, filters, children }: ListPanelProps) {
  return (
    <section className={styles.panel}>
      {views}
      {filters}
      {children}
    </section>
  );
}
