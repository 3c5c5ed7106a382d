import {
  draggable,
  dropTargetForElements,
  monitorForElements,
} from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import type { BoardColumn, Lead, Stage } from '@perennial/api-client';
import { useEffect, useRef, useState } from 'react';
import { type Drop, placeOf } from './board-drop';

/** Listens for cards that are let go over a column or over another card. */
export function useBoardDrag(
  isOn: boolean,
  columns: BoardColumn[],
  onMove: (lead: Lead, stage: Stage, beforeId?: string) => void,
): void {
  const latest = useRef({ columns, onMove });
  useEffect(() => {
    latest.current = { columns, onMove };
  });
  useEffect(() => {
    if (!isOn) return;
    return monitorForElements({
      onDrop: ({ source, location }) => {
        const place = placeOf(
          latest.current.columns,
          String(source.data.leadId),
          location.current.dropTargets.map(({ data }) => data as Drop),
        );
        if (place) latest.current.onMove(place.lead, place.stage, place.beforeId);
      },
    });
  }, [isOn]);
}

/** A card that can be taken, and that says on which side of it another one would fall. */
export function useDraggableCard(lead: Lead, canMove: boolean) {
  const ref = useRef<HTMLLIElement>(null);
  const [isDragged, setDragged] = useState(false);
  const [edge, setEdge] = useState<Drop['edge']>();
  const { id } = lead;
  useEffect(() => {
    const element = ref.current;
    if (!element || !canMove) return;
    return combine(
      draggable({
        element,
        getInitialData: () => ({ leadId: id }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.leadId !== id,
        getData: ({ input }) => ({ leadId: id, edge: sideOf(element, input.clientY) }),
        onDrag: ({ self }) => setEdge(self.data.edge as Drop['edge']),
        onDragLeave: () => setEdge(undefined),
        onDrop: () => setEdge(undefined),
      }),
    );
  }, [id, canMove]);
  return { ref, isDragged, edge };
}

function sideOf(element: HTMLElement, y: number): Drop['edge'] {
  const { top, height } = element.getBoundingClientRect();
  return y < top + height / 2 ? 'before' : 'after';
}
