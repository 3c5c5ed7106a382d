import { useState } from 'react';
import type { GroupNode, Subject } from '../../shared/conditions/draft/condition-draft';
import { type History, record, redo, startHistory, undo } from '../../shared/conditions/draft/draft-history';
import { keepDraft, keptDraft, type SegmentDraft, saysTheSame } from './segment-draft';

type Built = { subject: Subject; root: GroupNode };
type Texts = Pick<SegmentDraft, 'name' | 'description' | 'version'>;
type State = { texts: Texts; history: History<Built> };

function stateOf({ subject, root, ...texts }: SegmentDraft): State {
  return { texts, history: startHistory({ subject, root }) };
}

function draftIn({ texts, history }: State): SegmentDraft {
  return { ...texts, ...history.present };
}

/** A draft that can be taken back step by step, and survives a reload. `key` tells it from other segments' drafts. */
export function useSegmentDraft(key: string, start: SegmentDraft) {
  const [state, setState] = useState<State>(() => stateOf(keptDraft(key) ?? start));
  const draft = draftIn(state);
  const isChanged = !saysTheSame(draft, start);
  // Saved by others while nothing was changed here.
  if (!isChanged && draft.version !== start.version) setState(stateOf(start));
  const set = (next: State) => {
    setState(next);
    const written = draftIn(next);
    keepDraft(key, saysTheSame(written, start) ? undefined : written);
  };
  const { texts, history } = state;
  return {
    draft,
    isChanged,
    setTexts: (change: Partial<Texts>) => set({ ...state, texts: { ...texts, ...change } }),
    setRoot: (root: GroupNode) => {
      if (root === history.present.root) return;
      set({ ...state, history: record(history, { ...history.present, root }) });
    },
    /** Whom a segment is about decides what can be asked: its conditions begin anew. */
    setSubject: (subject: Subject, root: GroupNode) =>
      set({ ...state, history: record(history, { subject, root }) }),
    undo: history.past.length > 0 ? () => set({ ...state, history: undo(history) }) : undefined,
    redo: history.future.length > 0 ? () => set({ ...state, history: redo(history) }) : undefined,
    /** Goes on from another state, such as what others saved. */
    restart: (from: SegmentDraft) => set(stateOf(from)),
    forget: () => keepDraft(key, undefined),
  };
}

export type DraftState = ReturnType<typeof useSegmentDraft>;
