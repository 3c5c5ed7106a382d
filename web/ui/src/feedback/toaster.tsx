import { X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyCaps } from '../keyboard/key-caps';
import { useHotkeys } from '../keyboard/use-hotkeys';
import styles from './toaster.module.css';
import { currentToasts, dismissToast, subscribeToasts, type Toast } from './toasts';

const plainTime = 5_000;
const undoTime = 10_000;

/** Rendered once by the shell; everybody else calls `showToast`. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, currentToasts);
  const undoable = toasts.findLast((toast) => toast.undo);
  return (
    <div className={styles.toaster} role="status" aria-live="polite">
      {undoable ? <UndoKey toast={undoable} /> : null}
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function UndoKey({ toast }: { toast: Toast }) {
  const { t } = useTranslation('kit');
  useHotkeys([{ keys: 'mod+z', label: t('undo.action'), run: () => undo(toast) }]);
  return null;
}

function ToastCard({ toast }: { toast: Toast }) {
  const { t } = useTranslation('kit');
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), toast.undo ? undoTime : plainTime);
    return () => clearTimeout(timer);
  }, [held, toast]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: reading or reaching for the toast only keeps it open
    <div
      className={styles.toast}
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.text}>{toast.text}</span>
      {toast.undo ? (
        <button type="button" className={styles.undo} onClick={() => undo(toast)}>
          {t('undo.action')} <KeyCaps keys="mod+z" />
        </button>
      ) : null}
      <button
        type="button"
        className={styles.close}
        aria-label={t('undo.dismiss')}
        onClick={() => dismissToast(toast.id)}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

function undo(toast: Toast): void {
  dismissToast(toast.id);
  void toast.undo?.();
}
