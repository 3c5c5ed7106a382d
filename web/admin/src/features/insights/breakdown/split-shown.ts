import type { SplitSearch } from './breakdown-search';

/** Which groups of an answer are looked at, and how that is changed: where nothing can be chosen, as in tiles, there is none. */
export type SplitShown = {
  group?: string | undefined;
  onGroup?: (key: string | undefined) => void;
  lines?: string[] | undefined;
  onLines?: (keys: string[]) => void;
};

export function splitShown({ group, lines }: SplitSearch, go: (change: SplitSearch) => void): SplitShown {
  return {
    group,
    onGroup: (key) => go({ group: key }),
    lines,
    onLines: (keys) => go({ lines: keys }),
  };
}
