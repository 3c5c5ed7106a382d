import type { Tile } from '@perennial/api-client';
import { type KeyboardEvent, type PointerEvent, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { columns, type Direction, movedTo, resized, shifted } from '../../shared/questions/layout';
import { gap, rowHeight } from './grid-measures';
import type { Arrangement } from './use-arrangement';

type Grip = 'move' | 'resize';

type Drag = {
  grip: Grip;
  tile: Tile;
  /** As everything stood when it was taken. */
  start: Tile[];
  /** Where the pointer was, in the grid. */
  at: { x: number; y: number };
};

const arrows: Record<string, Direction> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
const growth: Record<Direction, [width: number, height: number]> = {
  up: [0, -1],
  down: [0, 1],
  left: [-1, 0],
  right: [1, 0],
};

export type TileHandles = ReturnType<ReturnType<typeof useTileHandles>['of']>;

/** Moves and resizes tiles, by pointer and by keyboard. What is in hand shows where it would come to lie. */
export function useTileHandles(grid: RefObject<HTMLDivElement | null>, { tiles, change }: Arrangement) {
  const { t } = useTranslation('dashboards');
  const drag = useRef<Drag>(undefined);
  const [preview, setPreview] = useState<Tile[]>();
  const [held, setHeld] = useState<string>();
  const [said, setSaid] = useState('');

  const say = (next: Tile[], id: string) => {
    const tile = next.find(({ saved_question_id }) => saved_question_id === id);
    if (!tile) return;
    const { x, y, width, height } = tile;
    setSaid(t('tile.at', { x: x + 1, y: y + 1, width, height }));
  };
  const placeOf = ({ clientX, clientY }: PointerEvent) => {
    const { left, top, width } = grid.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 0 };
    return { x: (clientX - left) / ((width + gap) / columns), y: (clientY - top) / (rowHeight + gap) };
  };
  const draggedTo = (event: PointerEvent): Tile[] | undefined => {
    if (!drag.current) return undefined;
    const { grip, tile, start, at } = drag.current;
    const now = placeOf(event);
    const [across, down] = [Math.round(now.x - at.x), Math.round(now.y - at.y)];
    // Taken and let go again is no change.
    if (across === 0 && down === 0) return undefined;
    const id = tile.saved_question_id;
    return grip === 'move'
      ? movedTo(start, id, { x: tile.x + across, y: tile.y + down })
      : resized(start, id, { width: tile.width + across, height: tile.height + down });
  };
  const letGo = () => {
    drag.current = undefined;
    setPreview(undefined);
    setHeld(undefined);
  };

  const gripOf = (tile: Tile, grip: Grip) => {
    const id = tile.saved_question_id;
    return {
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { grip, tile, start: tiles, at: placeOf(event) };
        setHeld(id);
      },
      onPointerMove: (event: PointerEvent) => setPreview(draggedTo(event)),
      onPointerUp: (event: PointerEvent) => {
        const next = draggedTo(event);
        letGo();
        if (!next) return;
        change(next, { text: t('layout.moved') });
        say(next, id);
      },
      onPointerCancel: letGo,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Escape' && drag.current) return letGo();
        const direction = arrows[event.key];
        if (!direction || drag.current) return;
        event.preventDefault();
        const [width, height] = growth[direction];
        const next =
          event.shiftKey || grip === 'resize'
            ? resized(tiles, id, { width: tile.width + width, height: tile.height + height })
            : shifted(tiles, id, direction);
        change(next, { text: t('layout.moved'), isOneOfMany: true });
        say(next, id);
      },
    };
  };
  return {
    /** Where everything would stand if what is in hand were let go. */
    preview,
    said,
    of: (tile: Tile, name: string) => ({
      isHeld: held === tile.saved_question_id,
      move: { ...gripOf(tile, 'move'), 'aria-label': t('tile.move', { name }) },
      resize: { ...gripOf(tile, 'resize'), 'aria-label': t('tile.resize', { name }) },
    }),
  };
}
