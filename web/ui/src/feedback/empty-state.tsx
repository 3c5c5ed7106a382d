import type { ReactNode } from 'react';
import { stages } from '../stage/stage';
import styles from './states.module.css';

type EmptyStateProps = {
  title: string;
  children?: ReactNode;
  /** The next thing to do: never leave somebody in front of nothing. */
  action?: ReactNode;
};

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className={styles.state}>
      <svg width="92" height="44" viewBox="0 0 92 44" aria-hidden="true" className={styles.bars}>
        {stages.map((stage, index) => (
          <rect
            key={stage}
            x={4 + index * 15}
            y={6 + index * 5}
            width={9}
            height={36 - index * 5}
            rx={2.5}
            fill={`var(--stage-${stage})`}
          />
        ))}
        <path d="M0 43.5h92" stroke="var(--line-strong)" />
      </svg>
      <h2 className={styles.title}>{title}</h2>
      {children ? <p className={styles.text}>{children}</p> : null}
      {action ? <div className={styles.actions}>{action}</div> : null}
    </div>
  );
}
