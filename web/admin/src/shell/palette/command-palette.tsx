import type { Grant } from '@perennial/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { namespaces } from '../../i18n/i18n';
import { type Namespace, textOf } from '../../i18n/text-key';
import { commands, navigation, settingsPages } from '../../manifest/manifests';
import { useSession } from '../../session/session-store';
import styles from './command-palette.module.css';
import { PaletteGroup } from './palette-group';
import { PaletteRecords } from './palette-records';
import { rankItems } from './rank-items';
import { screenCommands } from './screen-commands';

type CommandPaletteProps = { open: boolean; onClose: () => void };

/** ⌘K: go to a page, act on what is open, find a record. */
export default function CommandPalette({ open, onClose }: CommandPaletteProps) {
  const { t } = useTranslation(namespaces as Namespace[]);
  const { grants } = useSession().member;
  const router = useRouter();
  const queryClient = useQueryClient();
  const [text, setText] = useState('');
  const [selected, setSelected] = useState('');
  const goTo = (href: string) => void router.navigate({ href });
  const choose = (run: () => void) => () => {
    onClose();
    setText('');
    run();
  };
  const allowed = <Item extends { grant?: Grant }>(items: readonly Item[]) =>
    items.filter(({ grant }) => !grant || grants.includes(grant));
  const groups = rankItems(
    [
      {
        heading: t('shell:palette.here'),
        items: screenCommands().map((command) => ({ ...command, choose: choose(command.run) })),
      },
      {
        heading: t('shell:palette.actions'),
        items: allowed(commands).map((command) => ({
          ...command,
          label: textOf(t, command.label),
          keywords: command.keywords ? textOf(t, command.keywords) : '',
          choose: choose(() => command.run({ goTo, queryClient })),
        })),
      },
      {
        heading: t('shell:palette.go_to'),
        items: allowed([...navigation, ...settingsPages]).map((item) => ({
          id: item.to,
          icon: item.icon,
          label: textOf(t, item.label),
          keywords: item.keywords ? textOf(t, item.keywords) : '',
          keys: item.goTo ? `g ${item.goTo}` : undefined,
          choose: choose(() => goTo(item.to)),
        })),
      },
    ],
    text,
  );

  return (
    <Command.Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      label={t('shell:palette.title')}
      overlayClassName={styles.overlay ?? ''}
      contentClassName={styles.panel ?? ''}
      value={selected}
      onValueChange={setSelected}
      shouldFilter={false}
      loop
    >
      <div className={styles.field}>
        <Search size={16} aria-hidden="true" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={t('shell:palette.placeholder')}
          className={styles.input}
        />
      </div>
      <Command.List className={styles.list}>
        {groups.map((group) => (
          <PaletteGroup key={group.heading} {...group} />
        ))}
        <PaletteRecords
          text={text}
          choose={(href) => choose(() => goTo(href))}
          isAlone={groups.length === 0}
          onFirstHit={setSelected}
        />
      </Command.List>
    </Command.Dialog>
  );
}
