/** What a flow is made of, and what a click or a tip is about. */
export type FlowPart = 'node' | 'link';

/** What stands beside the pointer. */
export type FlowTip = {
  title: string;
  rows: { name: string; figure: string }[];
  /** What to beware of, and what a click does. */
  notes: string[];
  /** Buttons: what they say, and the word with which `onAction` is called. */
  actions: { label: string; action: string }[];
};

export type FlowNode = {
  id: string;
  /** The column, from 0. */
  step: number;
  label: string;
  /** Its series colour; without one it is grey. */
  color: number | undefined;
  value: number;
  /** How much of it goes no further: drawn pale. */
  ended: number;
  tip: FlowTip;
};

export type FlowLink = { from: string; to: string; value: number; tip: FlowTip };

/** Columns of nodes, and bands from each column to the next. */
export type Flow = { steps: string[]; nodes: FlowNode[]; links: FlowLink[] };
