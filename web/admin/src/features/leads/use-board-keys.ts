import { useHotkeys } from '@perennial/ui';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';

/** J and K walk down and up a column, the arrows also sideways, M asks where the card is to go. */
export function useBoardKeys(board: RefObject<HTMLElement | null>, canMove: boolean): void {
  const { t } = useTranslation(['leads', 'shell', 'kit']);
  const group = t('shell:nav.board');
  const cardsOf = (column: Element | null | undefined) => [
    ...(column?.querySelectorAll<HTMLElement>('[data-card-id]') ?? []),
  ];
  const current = () => document.activeElement?.closest<HTMLElement>('[data-card-id]') ?? undefined;
  const focus = (card: HTMLElement | undefined) => {
    card?.querySelector('a')?.focus({ preventScroll: true });
    card?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  };
  const walk = (by: 1 | -1) => () => {
    const card = current();
    const cards = card ? cardsOf(card.closest('section')) : cardsOf(board.current);
    focus(card ? cards[cards.indexOf(card) + by] : cards[0]);
  };
  const cross = (by: 1 | -1) => () => {
    const card = current();
    const column = card?.closest('section');
    if (!card || !column) return focus(cardsOf(board.current)[0]);
    const at = cardsOf(column).indexOf(card);
    let next = by > 0 ? column.nextElementSibling : column.previousElementSibling;
    while (next && cardsOf(next).length === 0) {
      next = by > 0 ? next.nextElementSibling : next.previousElementSibling;
    }
    const cards = cardsOf(next);
    focus(cards[Math.min(at, cards.length - 1)]);
  };
  const askWhere = () => current()?.querySelector<HTMLElement>('[data-move]')?.click();
  useHotkeys([
    { keys: 'j', label: t('kit:keyboard.next_row'), group, run: walk(1) },
    { keys: 'k', label: t('kit:keyboard.previous_row'), group, run: walk(-1) },
    { keys: 'arrowdown', run: walk(1) },
    { keys: 'arrowup', run: walk(-1) },
    { keys: 'arrowright', label: t('leads:board.next_column'), group, run: cross(1) },
    { keys: 'arrowleft', label: t('leads:board.previous_column'), group, run: cross(-1) },
    ...(canMove ? [{ keys: 'm', label: t('leads:board.move_to'), group, run: askWhere }] : []),
  ]);
}
