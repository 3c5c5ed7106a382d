import { KeyCaps } from '@perennial/ui';
import { Command } from 'cmdk';
import type { LucideIcon } from 'lucide-react';
import styles from './command-palette.module.css';

export type PaletteItem = {
  id: string;
  label: string;
  icon?: LucideIcon | undefined;
  /** What else people type to find it. */
  keywords?: string | undefined;
  keys?: string | undefined;
  choose: () => void;
};

export function PaletteGroup({ heading, items }: { heading: string; items: PaletteItem[] }) {
  return (
    <Command.Group heading={heading} className={styles.group}>
      {items.map(({ id, label, icon: Icon, keys, choose }) => (
        <Command.Item key={id} value={id} onSelect={choose} className={styles.item}>
          <span className={styles.icon}>{Icon ? <Icon size={15} aria-hidden="true" /> : null}</span>
          <span className={styles.label}>{label}</span>
          {keys ? <KeyCaps keys={keys} /> : null}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
