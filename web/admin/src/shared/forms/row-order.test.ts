import { describe, expect, it } from 'vitest';
import { moved, placeAfterDrop } from './row-order';

describe('rows in an order of their own', () => {
  it('go one up, one down, and no further than the ends', () => {
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c']);
    const rows = ['a', 'b', 'c'];
    expect(moved(rows, 0, -1)).toBe(rows);
    expect(moved(rows, 2, 3)).toBe(rows);
  });

  it('come to lie on the side of the row on which they were let go', () => {
    const drop = (from: number, over: number, side: 'before' | 'after') =>
      moved(['a', 'b', 'c', 'd'], from, placeAfterDrop(from, over, side)).join('');
    expect(drop(0, 2, 'before')).toBe('bacd');
    expect(drop(0, 2, 'after')).toBe('bcad');
    expect(drop(3, 1, 'before')).toBe('adbc');
    expect(drop(3, 1, 'after')).toBe('abdc');
    expect(drop(1, 2, 'before')).toBe('abcd');
  });
});
