import { useCallback, useMemo, useState } from 'react';

export type Selection = {
  ids: ReadonlySet<string>;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Everything between the last toggled row and this one, in the order shown. */
  extendTo: (id: string, shown: string[]) => void;
  setAll: (ids: string[], selected: boolean) => void;
  clear: () => void;
};

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [anchor, setAnchor] = useState<string>();

  const toggle = useCallback((id: string) => {
    setAnchor(id);
    setIds((current) => {
      const next = new Set(current);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }, []);

  const extendTo = useCallback(
    (id: string, shown: string[]) => {
      const from = shown.indexOf(anchor ?? id);
      const to = shown.indexOf(id);
      if (from < 0 || to < 0) return toggle(id);
      const range = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
      setIds((current) => new Set([...current, ...range]));
    },
    [anchor, toggle],
  );

  const setAll = useCallback((each: string[], selected: boolean) => {
    setIds(
      (current) =>
        new Set(selected ? [...current, ...each] : [...current].filter((id) => !each.includes(id))),
    );
  }, []);

  const clear = useCallback(() => setIds(new Set()), []);

  return useMemo(
    () => ({ ids, has: (id) => ids.has(id), toggle, extendTo, setAll, clear }),
    [ids, toggle, extendTo, setAll, clear],
  );
}
