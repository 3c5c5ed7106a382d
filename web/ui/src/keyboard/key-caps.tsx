import styles from './key-caps.module.css';

const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent);
const symbols: Record<string, string> = {
  mod: isMac ? '⌘' : 'Ctrl',
  shift: '⇧',
  alt: isMac ? '⌥' : 'Alt',
  enter: '↵',
  escape: 'Esc',
  space: 'Space',
};

export function KeyCaps({ keys }: { keys: string }) {
  const caps = keys.split(/[ +]/).map((key) => symbols[key] ?? key.toUpperCase());
  return (
    <span className={styles.caps}>
      {caps.map((cap) => (
        <kbd key={cap} className={styles.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
