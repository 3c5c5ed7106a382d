import styles from './activity.module.css';

type EventTitleProps = { name: string; title: string };

/** What the event is called, and beside it what it was sent as, where that differs. */
export function EventTitle({ name, title }: EventTitleProps) {
  return (
    <>
      {title}
      {title === name ? null : <code className={styles.rawName}>{name}</code>}
    </>
  );
}
