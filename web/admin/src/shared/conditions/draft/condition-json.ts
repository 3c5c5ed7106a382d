import type { Condition, EventCondition } from '@perennial/api-client';
import { type ChosenCondition, chosenOf, selectorOf } from '../../events/chosen-events';
import {
  asFieldCondition,
  type DraftNode,
  type EventsNode,
  type FieldNode,
  type GroupNode,
  isComplete,
  isGroup,
  type Join,
  newEvents,
  newField,
  newGroup,
  newSegment,
} from './condition-draft';

export type WrittenCondition = {
  /** As the API takes it; rows that are not complete are left out. */
  condition: Condition;
  /** Where each row stands in the request, as a JSON pointer. */
  pointers: ReadonlyMap<string, string>;
  /** The rows that are left out. */
  incomplete: ReadonlySet<string>;
};

/** As the API takes it; `at` is where it stands in the request. */
export function writeCondition(root: GroupNode, at = '/condition'): WrittenCondition {
  const pointers = new Map<string, string>();
  const incomplete = new Set<string>();

  const writeChildren = <Written>(
    { children }: GroupNode,
    pointer: string,
    write: (child: DraftNode, place: string) => Written,
  ): Written[] => {
    const written: Written[] = [];
    for (const child of children) {
      if (isComplete(child)) written.push(write(child, `${pointer}/${written.length}`));
      else markIncomplete(child, incomplete);
    }
    return written;
  };
  const writeGroup = (group: GroupNode, pointer: string): Condition =>
    // One of two keys, which the type can't tell.
    ({ [group.join]: writeChildren(group, `${pointer}/${group.join}`, writeNode) }) as Condition;
  const writeField = (node: DraftNode, pointer: string) => {
    pointers.set(node.id, pointer);
    return asFieldCondition(node as FieldNode);
  };
  const writePlain = (node: DraftNode, pointer: string): Condition => {
    switch (node.kind) {
      case 'group':
        return writeGroup(node, pointer);
      case 'person':
        return { person: writeGroup(node, `${pointer}/person`) };
      case 'account':
        return { account: writeGroup(node, `${pointer}/account`) };
      case 'subscription':
        return { subscription: writeChildren(node, `${pointer}/subscription`, writeField) };
      case 'field':
        return { field: asFieldCondition(node) };
      case 'events':
        return { events: writeEvents(node) };
      case 'segment':
        return { segment: node.segment ?? '' };
    }
  };
  const writeNode = (node: DraftNode, pointer: string): Condition => {
    pointers.set(node.id, pointer);
    return node.not ? { not: writePlain(node, `${pointer}/not`) } : writePlain(node, pointer);
  };
  return { condition: writeNode(root, at), pointers, incomplete };
}

function markIncomplete(node: DraftNode, incomplete: Set<string>): void {
  incomplete.add(node.id);
  if (isGroup(node)) for (const child of node.children) markIncomplete(child, incomplete);
}

function writeEvents({ events, occurrence, at_least, at_most, within }: EventsNode): EventCondition {
  const selector = selectorOf(events);
  const counts = occurrence === 'any' ? { at_least, ...(at_most === undefined ? {} : { at_most }) } : {};
  return {
    names: selector?.names ?? [],
    ...(selector?.where ? { where: selector.where } : {}),
    occurrence,
    ...counts,
    ...(within ? { within } : {}),
  };
}

/** A stored condition, ready to be changed. Its root is a group, as the builder's always is. */
export function readCondition(condition: Condition): GroupNode {
  const node = readNode(condition);
  return node.kind === 'group' && !node.not ? node : newGroup('group', 'all', [node]);
}

function readNode(condition: Condition): DraftNode {
  if ('not' in condition) {
    const node = readNode(condition.not);
    return { ...node, not: !node.not };
  }
  if ('all' in condition) return readGroup('all', condition.all);
  if ('any' in condition) return readGroup('any', condition.any);
  if ('field' in condition) return newField(condition.field);
  if ('events' in condition) return readEvents(condition.events);
  if ('segment' in condition) return newSegment(condition.segment);
  if ('subscription' in condition) {
    return newGroup(
      'subscription',
      'all',
      condition.subscription.map((each) => newField(each)),
    );
  }
  const [kind, inner] =
    'person' in condition
      ? (['person', condition.person] as const)
      : (['account', condition.account] as const);
  const { join, children } = readCondition(inner);
  return newGroup(kind, join, children);
}

function readGroup(join: Join, children: Condition[]): GroupNode {
  return newGroup('group', join, children.map(readNode));
}

function readEvents({ names, where, occurrence, at_least, at_most, within }: EventCondition): EventsNode {
  return {
    ...newEvents(),
    events: chosenOf(names ?? [], (where ?? []) as ChosenCondition[]),
    occurrence: occurrence ?? 'any',
    at_least: at_least ?? 1,
    at_most: at_most ?? undefined,
    within: within ?? undefined,
  };
}
