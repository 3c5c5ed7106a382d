import type { ReactNode } from 'react';
import styles from './parts.module.css';

/** What a page of the settings is for, and its main actions. The title stands in the breadcrumb and the list of pages. */
export function PageHead({ title, lead, actions }: { title: string; lead: string; actions?: ReactNode }) {
  return (
    <div className={styles.toolbar}>
      <div className={styles.about}>
        <h2 className={styles.title}>{title}</h2>
        <p className={styles.hint}>{lead}</p>
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </div>
  );
}
