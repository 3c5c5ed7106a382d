import { type RefObject, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkeys } from '../keyboard/use-hotkeys';
import type { Selection } from './use-selection';

type RowKeys = {
  container: RefObject<HTMLElement | null>;
  ids: string[];
  selection: Selection | undefined;
  onOpen: ((id: string) => void) | undefined;
  onEnd: () => void;
};

/** J and K walk the rows, X selects, Shift+X selects up to here, Enter opens, Esc lets go. */
export function useRowKeys({ container, ids, selection, onOpen, onEnd }: RowKeys) {
  const { t } = useTranslation('kit');
  const [activeId, setActiveId] = useState<string>();
  const group = t('keyboard.list');

  const walk = (by: 1 | -1) => {
    const at = activeId === undefined ? -1 : ids.indexOf(activeId);
    const next = ids[Math.max(0, at + by)];
    if (next === undefined) return onEnd();
    setActiveId(next);
    const rows = container.current?.querySelectorAll<HTMLElement>('[data-row-id]') ?? [];
    const row = [...rows].find((each) => each.dataset.rowId === next);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView?.({ block: 'nearest' });
  };
  const withActive = (run: (id: string) => void) => () => {
    if (activeId !== undefined && ids.includes(activeId)) run(activeId);
  };

  useHotkeys([
    { keys: 'j', label: t('keyboard.next_row'), group, run: () => walk(1) },
    { keys: 'k', label: t('keyboard.previous_row'), group, run: () => walk(-1) },
    ...(onOpen ? [{ keys: 'enter', label: t('keyboard.open_row'), group, run: withActive(onOpen) }] : []),
    ...(selection
      ? [
          { keys: 'x', label: t('keyboard.select_row'), group, run: withActive(selection.toggle) },
          {
            keys: 'shift+x',
            label: t('keyboard.select_range'),
            group,
            run: withActive((id) => selection.extendTo(id, ids)),
          },
        ]
      : []),
    ...(selection && selection.ids.size > 0
      ? [{ keys: 'escape', label: t('keyboard.clear_selection'), group, run: selection.clear }]
      : []),
  ]);

  return { activeId, setActiveId };
}
