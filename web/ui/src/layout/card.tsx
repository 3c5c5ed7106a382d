import type { ReactNode } from 'react';
import styles from './card.module.css';

type CardProps = { title?: ReactNode; summary?: ReactNode; actions?: ReactNode; children: ReactNode };

export function Card({ title, summary, actions, children }: CardProps) {
  return (
    <section className={styles.card}>
      {title ? (
        <header className={styles.header}>
          <div>
            <h2 className={styles.title}>{title}</h2>
            {summary ? <p className={styles.summary}>{summary}</p> : null}
          </div>
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}
