import { describe, expect, it } from 'vitest';
import { type DraftNode, type GroupNode, isGroup } from './condition-draft';
import {
  addNode,
  changeNode,
  duplicateNode,
  findNode,
  moveNode,
  parentOf,
  removeNode,
  unwrapNode,
  wrapNode,
} from './draft-edits';

function row(id: string): DraftNode {
  return { id, not: false, kind: 'segment', segment: id };
}

function group(id: string, ...children: DraftNode[]): GroupNode {
  return { id, not: false, kind: 'group', join: 'all', children };
}

const tree = group('root', row('a'), group('inner', row('b'), row('c')), row('d'));

/** The tree as text: `a (b c) d`. */
function drawn({ children }: GroupNode): string {
  return children.map((child) => (isGroup(child) ? `(${drawn(child)})` : child.id)).join(' ');
}

describe('editing a condition', () => {
  it('adds to the group that was meant', () => {
    expect(drawn(addNode(tree, 'inner', row('x')))).toBe('a (b c x) d');
    expect(drawn(addNode(tree, 'root', row('x')))).toBe('a (b c) d x');
  });

  it('removes a row wherever it stands, and a group with all that is in it', () => {
    expect(drawn(removeNode(tree, 'c'))).toBe('a (b) d');
    expect(drawn(removeNode(tree, 'inner'))).toBe('a d');
  });

  it('moves a row among its siblings and not beyond them', () => {
    expect(drawn(moveNode(tree, 'd', -1))).toBe('a d (b c)');
    expect(drawn(moveNode(tree, 'b', 1))).toBe('a (c b) d');
    expect(moveNode(tree, 'c', 1)).toBe(tree);
    expect(moveNode(tree, 'a', -1)).toBe(tree);
  });

  it('copies a group with identities of its own', () => {
    const copied = duplicateNode(tree, 'inner');
    const [, original, copy] = copied.children;
    expect(copied.children).toHaveLength(4);
    expect(original).toBe(tree.children[1]);
    const ids = (node: DraftNode | undefined) =>
      node && isGroup(node) ? node.children.map(({ id }) => id) : [];
    expect(ids(copy)).toHaveLength(2);
    expect(ids(copy).some((id) => ids(original).includes(id))).toBe(false);
  });

  it('puts a group around a row, and takes it away again', () => {
    const wrapped = wrapNode(tree, 'd');
    expect(drawn(wrapped)).toBe('a (b c) (d)');
    expect(drawn(unwrapNode(wrapped, parentOf(wrapped, 'd')?.id ?? ''))).toBe(drawn(tree));
    expect(drawn(unwrapNode(tree, 'inner'))).toBe('a b c d');
  });

  it('changes one row and leaves the others the same objects', () => {
    const changed = changeNode(tree, 'b', (node) => ({ ...node, not: true }));
    expect(findNode(changed, 'b')?.not).toBe(true);
    expect(changed.children[0]).toBe(tree.children[0]);
    expect(changed.children[1]).not.toBe(tree.children[1]);
    expect(findNode(changed, 'c')).toBe(findNode(tree, 'c'));
  });

  it('changes nothing for a row that is gone', () => {
    expect(removeNode(tree, 'gone')).toBe(tree);
    expect(moveNode(tree, 'gone', 1)).toBe(tree);
    expect(changeNode(tree, 'gone', (node) => ({ ...node, not: true }))).toBe(tree);
  });
});
