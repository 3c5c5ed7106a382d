import type { ReactNode } from 'react';
import styles from './money.module.css';

/** The heading of a part of the tab, with what can be done there. */
export function PanelHead({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.head}>
      <h3 className={styles.title}>{title}</h3>
      {children}
    </div>
  );
}
