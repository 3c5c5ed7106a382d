import type { ReactNode } from 'react';
import styles from './status-tag.module.css';

export type StatusTone = 'neutral' | 'success' | 'warning' | 'danger' | 'info' | 'attention';

/** A state in a word. Its colour repeats the word, it never replaces it. Stage colours are not for states. */
export function StatusTag({ tone = 'neutral', children }: { tone?: StatusTone; children: ReactNode }) {
  return (
    <span className={styles.tag} data-tone={tone}>
      {children}
    </span>
  );
}
