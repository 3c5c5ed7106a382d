import { useMemo, useState } from 'react';
import type { Column } from './types';

type Stored = { order: string[]; hidden: string[]; shown: string[] };

export type ColumnSettings<Row> = {
  all: Column<Row>[];
  visible: Column<Row>[];
  isVisible: (id: string) => boolean;
  toggle: (id: string) => void;
  move: (id: string, by: -1 | 1) => void;
  reset: () => void;
  isChanged: boolean;
};

const untouched: Stored = { order: [], hidden: [], shown: [] };

/** Which columns are shown and in which order, remembered in this browser per table. */
export function useColumnSettings<Row>(tableId: string, columns: Column<Row>[]): ColumnSettings<Row> {
  const key = `perennial.columns.${tableId}`;
  const [stored, setStored] = useState<Stored>(() => read(key));
  return useMemo(() => {
    const save = (next: Stored) => {
      setStored(next);
      write(key, next);
    };
    const all = inOrder(columns, stored.order);
    const isVisible = (id: string) => {
      const column = columns.find((each) => each.id === id);
      if (!column) return false;
      if (column.primary || stored.shown.includes(id)) return true;
      return !stored.hidden.includes(id) && !column.offByDefault;
    };
    return {
      all,
      visible: all.filter(({ id }) => isVisible(id)),
      isVisible,
      toggle: (id) => {
        const others = { hidden: without(stored.hidden, id), shown: without(stored.shown, id) };
        const list = isVisible(id) ? 'hidden' : 'shown';
        save({ ...stored, ...others, [list]: [...others[list], id] });
      },
      move: (id, by) => {
        const order = all.map((column) => column.id);
        const from = order.indexOf(id);
        const to = from + by;
        const neighbour = order[to];
        // The primary column keeps the first place.
        if (from < 0 || neighbour === undefined || all[to]?.primary) return;
        order[to] = id;
        order[from] = neighbour;
        save({ ...stored, order });
      },
      reset: () => save(untouched),
      isChanged: stored.order.length + stored.hidden.length + stored.shown.length > 0,
    };
  }, [columns, stored, key]);
}

function inOrder<Row>(columns: Column<Row>[], order: string[]): Column<Row>[] {
  const place = (column: Column<Row>) => {
    if (column.primary) return -1;
    const index = order.indexOf(column.id);
    // A column that is newer than the remembered order goes to the end.
    return index < 0 ? order.length : index;
  };
  return columns.toSorted((left, right) => place(left) - place(right));
}

function without(list: string[], id: string): string[] {
  return list.filter((each) => each !== id);
}

function read(key: string): Stored {
  try {
    return { ...untouched, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
  } catch {
    return untouched;
  }
}

function write(key: string, value: Stored): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Not remembered, but applied.
  }
}
