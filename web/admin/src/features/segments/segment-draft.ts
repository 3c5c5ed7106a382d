import type { Segment } from '@perennial/api-client';
import {
  type GroupNode,
  newGroup,
  type Subject,
  withFreshIds,
} from '../../shared/conditions/draft/condition-draft';
import { readCondition, writeCondition } from '../../shared/conditions/draft/condition-json';
import { type StartingPoint, starts } from './starting-points';

/** A segment as it is being written. */
export type SegmentDraft = {
  name: string;
  description: string;
  subject: Subject;
  root: GroupNode;
  /** Of what is changed here; a new one has none. */
  version: number | undefined;
};

export function draftOf(segment: Segment): SegmentDraft {
  const { name, description, subject, condition, version } = segment;
  return { name, description: description ?? '', subject, root: readCondition(condition), version };
}

export function newDraft(subject: Subject, start: StartingPoint | undefined, name: string): SegmentDraft {
  const from = start && starts[start];
  return {
    name,
    description: '',
    subject: from?.subject ?? subject,
    root: from ? readCondition(from.condition) : newGroup('group', 'all'),
    version: undefined,
  };
}

/** Whether two drafts say the same; identities of rows say nothing. */
export function saysTheSame(one: SegmentDraft, other: SegmentDraft): boolean {
  return printed(one) === printed(other);
}

function printed({ name, description, subject, root }: SegmentDraft): string {
  const { condition, incomplete } = writeCondition(root);
  return JSON.stringify([name.trim(), description.trim(), subject, condition, incomplete.size]);
}

const prefix = 'perennial.segment-draft.';

/** What this tab kept when it was reloaded. Identities start anew with it. */
export function keptDraft(key: string): SegmentDraft | undefined {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null');
    if (!kept || typeof kept !== 'object' || !('root' in kept)) return undefined;
    const draft = kept as SegmentDraft;
    return { ...draft, root: withFreshIds(draft.root) };
  } catch {
    return undefined;
  }
}

export function keepDraft(key: string, draft: SegmentDraft | undefined): void {
  try {
    if (draft) sessionStorage.setItem(prefix + key, JSON.stringify(draft));
    else sessionStorage.removeItem(prefix + key);
  } catch {
    // A browser that keeps nothing loses the draft with a reload, and nothing else.
  }
}
