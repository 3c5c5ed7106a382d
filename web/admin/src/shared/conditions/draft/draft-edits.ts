import { type DraftNode, type GroupNode, isGroup, newGroup, withFreshIds } from './condition-draft';

/** Puts other rows, or none, in the place of one. What is not touched stays the same object. */
function replace(group: GroupNode, id: string, by: (node: DraftNode) => DraftNode[]): GroupNode {
  let isTouched = false;
  const children = group.children.flatMap((child) => {
    const next = child.id === id ? by(child) : isGroup(child) ? [replace(child, id, by)] : [child];
    if (next.length !== 1 || next[0] !== child) isTouched = true;
    return next;
  });
  return isTouched ? { ...group, children } : group;
}

export function changeNode(root: GroupNode, id: string, change: (node: DraftNode) => DraftNode): GroupNode {
  // What a root becomes is a root: changes keep the kind of their node.
  if (root.id === id) return change(root) as GroupNode;
  return replace(root, id, (node) => [change(node)]);
}

export function addNode(root: GroupNode, groupId: string, node: DraftNode): GroupNode {
  return changeNode(root, groupId, (group) =>
    isGroup(group) ? { ...group, children: [...group.children, node] } : group,
  );
}

export function removeNode(root: GroupNode, id: string): GroupNode {
  return replace(root, id, () => []);
}

/** A copy right after it. */
export function duplicateNode(root: GroupNode, id: string): GroupNode {
  return replace(root, id, (node) => [node, withFreshIds(node)]);
}

/** Among its siblings; at the end nothing moves. */
export function moveNode(root: GroupNode, id: string, step: 1 | -1): GroupNode {
  const at = root.children.findIndex((child) => child.id === id);
  if (at < 0) {
    const children = root.children.map((child) => (isGroup(child) ? moveNode(child, id, step) : child));
    return children.every((child, place) => child === root.children[place]) ? root : { ...root, children };
  }
  const [node, other] = [root.children[at], root.children[at + step]];
  if (!node || !other) return root;
  const children = root.children.map((child) => (child === node ? other : child === other ? node : child));
  return { ...root, children };
}

/** A group around it, to which more can be added. */
export function wrapNode(root: GroupNode, id: string): GroupNode {
  return replace(root, id, (node) => [newGroup('group', 'any', [node])]);
}

/** The conditions of a group in its place. */
export function unwrapNode(root: GroupNode, id: string): GroupNode {
  return replace(root, id, (node) => (node.kind === 'group' ? node.children : [node]));
}

export function findNode(root: GroupNode, id: string): DraftNode | undefined {
  if (root.id === id) return root;
  for (const child of root.children) {
    const found = isGroup(child) ? findNode(child, id) : child.id === id ? child : undefined;
    if (found) return found;
  }
  return undefined;
}

/** The group in which it stands. */
export function parentOf(root: GroupNode, id: string): GroupNode | undefined {
  if (root.children.some((child) => child.id === id)) return root;
  for (const child of root.children) {
    const found = isGroup(child) ? parentOf(child, id) : undefined;
    if (found) return found;
  }
  return undefined;
}
