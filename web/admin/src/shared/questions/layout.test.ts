import type { Tile } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import {
  columns,
  type Direction,
  inReadingOrder,
  leastHeight,
  leastWidth,
  mostHeight,
  movedTo,
  resized,
  shifted,
  withoutTile,
  withTile,
} from './layout';

const tile = (id: string, x: number, y: number, width = 6, height = 4): Tile => ({
  ...{ saved_question_id: id, x, y, width, height },
});
const two = [tile('a', 0, 0), tile('b', 6, 0), tile('c', 0, 4, 12)];
const places = (tiles: Tile[]) =>
  Object.fromEntries(tiles.map(({ saved_question_id, x, y }) => [saved_question_id, [x, y]]));

/** The same numbers every time. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

function randomly(seed: number): { tiles: Tile[]; id: string; roll: (sides: number) => number } {
  const roll = dice(seed);
  let tiles: Tile[] = [];
  for (let count = 0; count <= 2 + roll(8); count += 1) {
    const width = [3, 4, 6, 12][roll(4)] ?? 6;
    tiles = withTile(tiles, `q${count}`, { width, height: leastHeight + roll(6) });
  }
  return { tiles, id: `q${roll(tiles.length)}`, roll };
}

function flawsOf(tiles: Tile[]): string[] {
  return tiles.flatMap((one, index) => {
    const isOutside =
      one.x < 0 ||
      one.y < 0 ||
      one.x + one.width > columns ||
      one.width < leastWidth ||
      one.height < leastHeight ||
      one.height > mostHeight;
    const over = tiles.slice(index + 1).filter((other) => {
      const aside = one.x + one.width <= other.x || other.x + other.width <= one.x;
      return !aside && one.y < other.y + other.height && other.y < one.y + one.height;
    });
    return [...(isOutside ? [`${one.saved_question_id} outside`] : []), ...over.map(() => 'overlap')];
  });
}

const seeds = Array.from({ length: 300 }, (_, seed) => seed + 1);
const directions: Direction[] = ['up', 'down', 'left', 'right'];

describe('whatever is done to a dashboard', () => {
  it('no tile is over another, outside, or lost', () => {
    for (const seed of seeds) {
      const { tiles, id, roll } = randomly(seed);
      const changes = [
        movedTo(tiles, id, { x: roll(16) - 2, y: roll(20) - 2 }),
        resized(tiles, id, { width: roll(16), height: roll(16) }),
        ...directions.map((direction) => shifted(tiles, id, direction)),
        withTile(tiles, 'new'),
      ];
      for (const changed of changes) {
        expect(flawsOf(changed), `seed ${seed}`).toEqual([]);
        expect(changed.length, `seed ${seed}`).toBeGreaterThanOrEqual(tiles.length);
        expect(changed, 'top to bottom, left to right').toEqual(inReadingOrder(changed));
      }
      expect(flawsOf(withoutTile(tiles, id))).toEqual([]);
    }
  });

  it('those that are not moved keep their order among each other', () => {
    for (const seed of seeds) {
      const { tiles, id, roll } = randomly(seed);
      const changed = movedTo(tiles, id, { x: roll(12), y: roll(20) });
      const others = tiles.filter((each) => each.saved_question_id !== id);
      for (const upper of others) {
        for (const lower of others) {
          const share = upper.x < lower.x + lower.width && lower.x < upper.x + upper.width;
          if (!share || upper.y >= lower.y) continue;
          const [up, low] = [upper, lower].map((each) =>
            changed.find(({ saved_question_id }) => saved_question_id === each.saved_question_id),
          );
          expect(up?.y, `seed ${seed}`).toBeLessThan(low?.y ?? 0);
        }
      }
    }
  });
});

describe('moving a tile', () => {
  it('past the middle of the one below lets that one up', () => {
    expect(places(movedTo(two, 'a', { x: 0, y: 1 }))).toEqual(places(two));
    expect(places(movedTo(two, 'a', { x: 0, y: 3 }))).toEqual({ a: [0, 8], b: [6, 0], c: [0, 4] });
  });

  it('over its neighbour pushes that one down, and back lets it up again', () => {
    const over = movedTo(two, 'a', { x: 4, y: 0 });
    expect(places(over)).toEqual({ a: [4, 0], b: [6, 4], c: [0, 8] });
    expect(places(movedTo(two, 'a', { x: 0, y: 0 }))).toEqual(places(two));
  });

  it('from the side pushes its neighbour down, and passes it only further below', () => {
    expect(places(movedTo(two, 'a', { x: 6, y: 1 }))).toEqual({ a: [6, 0], b: [6, 4], c: [0, 8] });
    expect(places(movedTo(two, 'a', { x: 6, y: 3 }))).toEqual({ b: [6, 0], a: [6, 4], c: [0, 8] });
  });

  it('by keyboard takes one press to pass a neighbour, however high that one is', () => {
    const down = shifted(two, 'a', 'down');
    expect(places(down)).toEqual({ a: [0, 8], b: [6, 0], c: [0, 4] });
    expect(places(shifted(down, 'c', 'up'))).toEqual({ c: [0, 0], b: [6, 4], a: [0, 4] });
    expect(places(shifted(two, 'c', 'down'))).toEqual(places(two));
  });

  it('ends at the edge', () => {
    expect(shifted(two, 'a', 'left')).toEqual(two);
    expect(
      movedTo(two, 'a', { x: 99, y: 0 }).find(({ saved_question_id }) => saved_question_id === 'a')?.x,
    ).toBe(6);
  });
});

describe('resizing a tile', () => {
  it('keeps its corner and pushes down what is in the way', () => {
    const wider = resized(two, 'a', { width: 8, height: 4 });
    expect(places(wider)).toEqual({ a: [0, 0], b: [6, 4], c: [0, 8] });
    const higher = resized(two, 'b', { width: 6, height: 6 });
    expect(places(higher)).toEqual({ a: [0, 0], b: [6, 0], c: [0, 6] });
  });
});

describe('a new tile', () => {
  it('fills the row before it begins another', () => {
    const one = withTile([], 'a');
    expect(places(withTile(one, 'b'))).toEqual({ a: [0, 0], b: [6, 0] });
    expect(places(withTile(withTile(one, 'b'), 'c'))).toEqual({ a: [0, 0], b: [6, 0], c: [0, 6] });
  });

  it('is there once', () => {
    expect(withTile(two, 'a')).toEqual(two);
  });
});
