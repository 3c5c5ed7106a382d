import styles from './parts.module.css';

/** Data as it is, indented; scrolls also by keyboard. */
export function JsonBlock({ value, label }: { value: unknown; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: long data scrolls, also by keyboard
    <section aria-label={label} className={styles.code} tabIndex={0}>
      <pre style={{ margin: 0 }}>{JSON.stringify(value, null, 2)}</pre>
    </section>
  );
}
