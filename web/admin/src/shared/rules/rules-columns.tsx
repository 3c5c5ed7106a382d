import type { ReactNode } from 'react';
import styles from './rules.module.css';

type RulesColumnsProps = { aside: ReactNode; children: ReactNode };

/** Rules that somebody works on, and beside them, always in sight, where they stand. */
export function RulesColumns({ aside, children }: RulesColumnsProps) {
  return (
    <div className={styles.columns}>
      <div className={styles.editor}>{children}</div>
      <aside className={styles.aside}>{aside}</aside>
    </div>
  );
}
