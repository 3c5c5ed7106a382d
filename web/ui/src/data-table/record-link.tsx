import type { MouseEvent, ReactNode } from 'react';
import styles from './data-table.module.css';

type RecordLinkProps = {
  id: string;
  href: string | undefined;
  onOpen: ((id: string) => void) | undefined;
  children: ReactNode;
};

/**
 * A record's name. A plain click opens it here, any other click is the browser's: new tab, copy address. A record
 * without an address of its own is opened by a button, so that the keyboard reaches it too.
 */
export function RecordLink({ id, href, onOpen, children }: RecordLinkProps) {
  if (!href) {
    if (!onOpen) return children;
    return (
      <button type="button" className={styles.record} onClick={() => onOpen(id)}>
        {children}
      </button>
    );
  }
  const onClick = (event: MouseEvent) => {
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    onOpen(id);
  };
  return (
    <a href={href} className={styles.record} onClick={onClick}>
      {children}
    </a>
  );
}
