import { createContext, use } from 'react';
import type { DraftNode, GroupNode } from '../draft/condition-draft';

export type Builder = {
  edit: (change: (root: GroupNode) => GroupNode) => void;
  /** Adds a row and leads there. */
  add: (groupId: string, node: DraftNode) => void;
  /** Takes a row away; the focus stays near. */
  remove: (id: string, groupId: string) => void;
  /** The row that was added last: its first control takes the focus. */
  newest: string | undefined;
  /** What the server says against a row. */
  problems: ReadonlyMap<string, string[]>;
  /** Rows that don't say enough to be asked. */
  incomplete: ReadonlySet<string>;
  /** The segment under construction: it can't be a part of itself. */
  segmentId: string | undefined;
};

export const BuilderContext = createContext<Builder | undefined>(undefined);

export function useBuilder(): Builder {
  const builder = use(BuilderContext);
  if (!builder) throw new Error('rows stand in a builder');
  return builder;
}
