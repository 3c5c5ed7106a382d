import { type ReactNode, useId } from 'react';
import styles from './card.module.css';

type CardProps = {
  title?: ReactNode;
  summary?: ReactNode;
  actions?: ReactNode;
  /** A part of the page of its own, found by its title; so is whether it is busy. */
  region?: { isBusy: boolean } | undefined;
  children: ReactNode;
};

export function Card({ title, summary, actions, region, children }: CardProps) {
  const titleId = useId();
  return (
    <section
      className={styles.card}
      {...(region ? { 'aria-labelledby': titleId, 'aria-busy': region.isBusy } : {})}
    >
      {title ? (
        <header className={styles.header}>
          <div className={styles.texts}>
            <h2 id={titleId} className={styles.title}>
              {title}
            </h2>
            {summary ? <p className={styles.summary}>{summary}</p> : null}
          </div>
          {actions ? <div className={styles.actions}>{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}
