/** What can be taken back, and done again. */
export type History<State> = { past: State[]; present: State; future: State[] };

const longest = 100;

export function startHistory<State>(present: State): History<State> {
  return { past: [], present, future: [] };
}

/** A step. What changes nothing is none. */
export function record<State>(history: History<State>, next: State): History<State> {
  if (next === history.present) return history;
  return { past: [...history.past, history.present].slice(-longest), present: next, future: [] };
}

export function undo<State>({ past, present, future }: History<State>): History<State> {
  if (past.length === 0) return { past, present, future };
  return { past: past.slice(0, -1), present: past.at(-1) as State, future: [present, ...future] };
}

export function redo<State>({ past, present, future }: History<State>): History<State> {
  if (future.length === 0) return { past, present, future };
  return { past: [...past, present], present: future[0] as State, future: future.slice(1) };
}
