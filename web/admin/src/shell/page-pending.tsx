import styles from './page-pending.module.css';

/** The outline of a page while its code or data is on the way. */
export function PagePending() {
  return (
    <div className={styles.page} aria-busy="true">
      <span className={styles.title} />
      <span className={styles.block} />
    </div>
  );
}
