import type { ReactNode } from 'react';
import styles from './page-header.module.css';

type PageHeaderProps = {
  title: ReactNode;
  /** One line under the title: what is here, in figures. */
  summary?: ReactNode;
  /** Most important last: it stands at the right end. */
  actions?: ReactNode;
};

export function PageHeader({ title, summary, actions }: PageHeaderProps) {
  return (
    <header className={styles.header}>
      <div className={styles.text}>
        <h1 className={styles.title} tabIndex={-1} data-page-title>
          {title}
        </h1>
        {summary ? <p className={styles.summary}>{summary}</p> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}
