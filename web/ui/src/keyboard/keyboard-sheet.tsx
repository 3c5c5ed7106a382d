import { Modal } from 'antd';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { boundHotkeys, type Hotkey, subscribeHotkeys } from './hotkeys';
import { KeyCaps } from './key-caps';
import styles from './keyboard-sheet.module.css';

type KeyboardSheetProps = { open: boolean; onClose: () => void };

/** Lists what is bound right now: a screen's keys appear on the sheet while that screen is open. */
export function KeyboardSheet({ open, onClose }: KeyboardSheetProps) {
  const { t } = useTranslation('kit');
  const hotkeys = useSyncExternalStore(subscribeHotkeys, boundHotkeys);
  return (
    <Modal open={open} onCancel={onClose} footer={null} title={t('keyboard.title')} width={680}>
      <div className={styles.groups}>
        {byGroup(hotkeys, t('keyboard.general')).map(([group, entries]) => (
          <section key={group}>
            <h2 className={styles.group}>{group}</h2>
            <dl className={styles.list}>
              {entries.map((hotkey) => (
                <div key={hotkey.keys} className={styles.row}>
                  <dt>{hotkey.label}</dt>
                  <dd>
                    <KeyCaps keys={hotkey.keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.note}>{t('keyboard.note')}</p>
    </Modal>
  );
}

function byGroup(hotkeys: readonly Hotkey[], general: string): [string, Hotkey[]][] {
  const groups = new Map<string, Map<string, Hotkey>>([[general, new Map()]]);
  for (const hotkey of hotkeys) {
    if (!hotkey.label) continue;
    const group = hotkey.group ?? general;
    const entries = groups.get(group) ?? new Map<string, Hotkey>();
    entries.set(hotkey.keys, hotkey);
    groups.set(group, entries);
  }
  return [...groups].map(([group, entries]) => [group, [...entries.values()]]);
}
