import type { Condition, ExplainedNode } from '@perennial/api-client';

/** The conditions inside, in the order in which they are explained. */
export function innerConditions(condition: Condition | undefined): Condition[] {
  if (!condition) return [];
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('not' in condition) return [condition.not];
  if ('person' in condition) return [condition.person];
  return 'account' in condition ? [condition.account] : [];
}

type Joint = ExplainedNode & { node: 'all' | 'any' | 'not' };

/** Whether the node only joins what stands below it. */
export function isJoint(node: ExplainedNode): node is Joint {
  return ['all', 'any', 'not'].includes(node.node) && node.children.length > 0;
}

/** A group of one says what that one says. */
export function isFoldable({ node, children }: ExplainedNode): boolean {
  return (node === 'all' || node === 'any') && children.length === 1;
}
