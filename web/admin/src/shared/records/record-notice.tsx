import type { ReactNode } from 'react';
import styles from './record-detail.module.css';

type RecordNoticeProps = { tone?: 'attention'; action?: ReactNode; children: ReactNode };

/** Something special about a record, with the next thing to do. */
export function RecordNotice({ tone, action, children }: RecordNoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone}>
      <span>{children}</span>
      {action ? <span className={styles.noticeAction}>{action}</span> : null}
    </div>
  );
}
