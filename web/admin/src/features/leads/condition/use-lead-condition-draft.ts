import { useState } from 'react';
import { type GroupNode, isGroup } from '../../../shared/conditions/draft/condition-draft';
import { readCondition, writeCondition } from '../../../shared/conditions/draft/condition-json';
import {
  type History,
  record,
  redo,
  startHistory,
  undo,
} from '../../../shared/conditions/draft/draft-history';
import { asLeadCondition, everyLead, type LeadCondition } from './lead-condition';

type Value = LeadCondition | null | undefined;
type Draft = {
  history: History<GroupNode>;
  /** The value that these rows say. */
  said: string;
  /** The value as it was given last: an owner may be slow to take over what is said. */
  given: string;
};

function draftOf(value: Value): Draft {
  const given = printed(value);
  return { history: startHistory(readCondition(value ?? everyLead)), said: given, given };
}

function follow(kept: Draft, value: Value): Draft {
  const given = printed(value);
  if (given === kept.given) return kept;
  return given === kept.said ? { ...kept, given } : draftOf(value);
}

function printed(value: Value): string {
  return JSON.stringify(value ?? everyLead);
}

/**
 * Rows under construction around a value: those that are not complete are kept here and left out of it. A value that
 * comes from elsewhere begins anew.
 */
export function useLeadConditionDraft(
  value: Value,
  pointer: string,
  onChange: ((condition: LeadCondition) => void) | undefined,
  onOpenRows: ((count: number) => void) | undefined,
) {
  const [kept, setKept] = useState(() => draftOf(value));
  const draft = follow(kept, value);
  if (draft !== kept) setKept(draft);
  const { past, present, future } = draft.history;
  const written = writeCondition(present, pointer);
  const set = (history: History<GroupNode>) => {
    if (history === draft.history) return;
    const next = writeCondition(history.present, pointer);
    const condition = asLeadCondition(next.condition);
    const said = printed(condition);
    setKept({ ...draft, history, said });
    if (said !== draft.said) onChange?.(condition);
    const openRows = openCount(history.present, next.incomplete);
    if (openRows !== openCount(present, written.incomplete)) onOpenRows?.(openRows);
  };
  return {
    root: present,
    written,
    setRoot: (root: GroupNode) => set(record(draft.history, root)),
    undo: past.length > 0 ? () => set(undo(draft.history)) : undefined,
    redo: future.length > 0 ? () => set(redo(draft.history)) : undefined,
  };
}

/** A group without a complete row counts by its rows, or by itself while it has none. */
function openCount(group: GroupNode, incomplete: ReadonlySet<string>): number {
  return group.children.reduce((count, child) => {
    if (isGroup(child) && child.children.length > 0) return count + openCount(child, incomplete);
    return count + (incomplete.has(child.id) ? 1 : 0);
  }, 0);
}
