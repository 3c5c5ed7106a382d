import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/adapter/element-adapter';
import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { useEffect, useRef, useState } from 'react';
import { placeAfterDrop } from './row-order';

type Side = 'before' | 'after';
type SortableRowOptions = {
  /** Rows of one list fall among each other only. */
  list: string;
  at: number;
  isOn: boolean;
  onMove: (from: number, to: number) => void;
};

/** A row that is taken by its handle, and that says on which side of it another one would fall. */
export function useSortableRow({ list, at, isOn, onMove }: SortableRowOptions) {
  const ref = useRef<HTMLLIElement>(null);
  const handleRef = useRef<HTMLButtonElement>(null);
  const [edge, setEdge] = useState<Side>();
  const [isDragged, setDragged] = useState(false);
  const latest = useRef(onMove);
  useEffect(() => {
    latest.current = onMove;
  });
  useEffect(() => {
    const element = ref.current;
    const dragHandle = handleRef.current;
    if (!element || !dragHandle || !isOn) return;
    const sideOf = (y: number): Side => {
      const { top, height } = element.getBoundingClientRect();
      return y < top + height / 2 ? 'before' : 'after';
    };
    return combine(
      draggable({
        element,
        dragHandle,
        getInitialData: () => ({ list, at }),
        onDragStart: () => setDragged(true),
        onDrop: () => setDragged(false),
      }),
      dropTargetForElements({
        element,
        canDrop: ({ source }) => source.data.list === list && source.data.at !== at,
        getData: () => ({ at }),
        onDrag: ({ location }) => setEdge(sideOf(location.current.input.clientY)),
        onDragLeave: () => setEdge(undefined),
        onDrop: ({ source, location }) => {
          setEdge(undefined);
          const from = Number(source.data.at);
          latest.current(from, placeAfterDrop(from, at, sideOf(location.current.input.clientY)));
        },
      }),
    );
  }, [list, at, isOn]);
  return { ref, handleRef, edge, isDragged };
}
