import type { FlowTip } from './flow-types';

/** The class names of a tip. */
export type FlowTipStyle = {
  box: string;
  /** For a tip with buttons. */
  reachable: string;
  row: string;
  note: string;
  actions: string;
  action: string;
};

/** Built from elements, never from markup: names of events come from outside. */
export function flowTipBox({ title, rows, notes, actions }: FlowTip, style: FlowTipStyle): HTMLElement {
  const box = make('div', style.box);
  box.append(make('strong', '', title));
  for (const { name, figure } of rows) {
    const row = make('span', style.row, name);
    row.append(make('b', '', figure));
    box.append(row);
  }
  for (const note of notes) box.append(make('span', style.note, note));
  if (actions.length > 0) {
    box.classList.add(style.reachable);
    const line = make('span', style.actions);
    for (const { label, action } of actions) {
      const button = document.createElement('button');
      button.type = 'button';
      // A tip comes with the pointer; by keyboard the question's own fields do the same.
      button.tabIndex = -1;
      button.className = style.action;
      button.textContent = label;
      button.dataset.action = action;
      line.append(button);
    }
    box.append(line);
  }
  return box;
}

function make(tag: 'div' | 'span' | 'strong' | 'b', className: string, text = ''): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = text;
  return element;
}
