import type { FieldCondition, FieldOperator } from '@perennial/api-client';
import type { ChosenEvents } from '../../events/chosen-events';

/** Whom segments are made of. */
export type Subject = 'account' | 'person';
/** Whose fields a row asks for. */
export type RowSubject = Subject | 'subscription' | 'lead';
export type Join = 'all' | 'any';
export type Occurrence = 'any' | 'first' | 'last';
/** The last days, or those between two; one of the two may be open. */
export type DayWindow = {
  last_days?: number | null | undefined;
  from_on?: string | null | undefined;
  to_on?: string | null | undefined;
};

type Placed = {
  /** Tells rows apart while they move; the API knows nothing of it. */
  id: string;
  /** The exact complement is meant. */
  not: boolean;
};

/** Several conditions: of the subject itself, or of one of its subscriptions, people or accounts. */
export type GroupNode = Placed & {
  kind: 'group' | 'subscription' | 'person' | 'account';
  join: Join;
  children: DraftNode[];
};
export type FieldNode = Placed & {
  kind: 'field';
  field: string | undefined;
  operator: FieldOperator;
  values: unknown[];
};
export type EventsNode = Placed & {
  kind: 'events';
  events: ChosenEvents | undefined;
  occurrence: Occurrence;
  at_least: number;
  at_most: number | undefined;
  /** Left out: ever. */
  within: DayWindow | undefined;
};
export type SegmentNode = Placed & { kind: 'segment'; segment: string | undefined };

/** A condition as it is being built: rows may be incomplete, and each has an identity. */
export type DraftNode = GroupNode | FieldNode | EventsNode | SegmentNode;

let last = 0;

function placed(): Placed {
  last += 1;
  return { id: `n${last}`, not: false };
}

export function newField(field?: FieldCondition): FieldNode {
  return { ...placed(), kind: 'field', field: undefined, operator: 'is', values: [], ...field };
}

export function newEvents(): EventsNode {
  const within = { last_days: 30 };
  return {
    ...placed(),
    kind: 'events',
    events: undefined,
    occurrence: 'any',
    at_least: 1,
    at_most: undefined,
    within,
  };
}

export function newSegment(segment?: string): SegmentNode {
  return { ...placed(), kind: 'segment', segment };
}

export function newGroup(kind: GroupNode['kind'], join: Join, children: DraftNode[] = []): GroupNode {
  return { ...placed(), kind, join, children };
}

export function isGroup(node: DraftNode): node is GroupNode {
  return 'children' in node;
}

/** The subject of what stands inside a group. */
export function subjectWithin({ kind }: GroupNode, subject: RowSubject): RowSubject {
  return kind === 'group' ? subject : kind;
}

export function needsNoValue(operator: FieldOperator): boolean {
  return operator === 'is_set' || operator === 'is_not_set';
}

/** Whether the row says enough to be asked. A group of the subject's own conditions needs one of them. */
export function isComplete(node: DraftNode): boolean {
  if (node.kind === 'field')
    return Boolean(node.field) && (needsNoValue(node.operator) || node.values.length > 0);
  if (node.kind === 'segment') return Boolean(node.segment);
  return node.kind !== 'group' || node.children.some(isComplete);
}

/** The same with other identities: for a copy that stands beside it. */
export function withFreshIds<Node extends DraftNode>(node: Node): Node {
  const fresh = { ...node, id: placed().id };
  return isGroup(fresh) ? { ...fresh, children: fresh.children.map(withFreshIds) } : fresh;
}

export function asFieldCondition({ field = '', operator, values }: FieldNode): FieldCondition {
  return { field, operator, values: needsNoValue(operator) ? [] : values };
}
