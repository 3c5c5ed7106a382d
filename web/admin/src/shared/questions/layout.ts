import type { Tile } from '@perennial/api-client';

/** The grid, as the server has it. */
export const columns = 12;
export const leastWidth = 3;
export const leastHeight = 2;
export const mostHeight = 12;
export const mostTiles = 30;
/** Half a row of the grid: enough for a chart with its figures. */
const usualSize = { width: 6, height: 6 };

export type Size = { width: number; height: number };
export type Direction = 'up' | 'down' | 'left' | 'right';

/** As people read: from top to bottom, from left to right. */
export function inReadingOrder(tiles: readonly Tile[]): Tile[] {
  return tiles.toSorted((left, right) => left.y - right.y || left.x - right.x);
}

/**
 * Lets the tiles fall upwards one after the other: each comes to lie under those before it, and none over another.
 * Whatever was above stays above, so that nothing jumps past what it stood under.
 */
function stacked(tiles: readonly Tile[]): Tile[] {
  const filled = new Array<number>(columns).fill(0);
  return inReadingOrder(
    tiles.map((tile) => {
      const y = Math.max(...filled.slice(tile.x, tile.x + tile.width));
      filled.fill(y + tile.height, tile.x, tile.x + tile.width);
      return { ...tile, y };
    }),
  );
}

/** Puts a tile where its middle (`at`) belongs among the others. On a draw it goes first. */
function settled(others: readonly Tile[], tile: Tile, at: number): Tile[] {
  const before = inReadingOrder(others);
  const index = before.findIndex((other) => middle(other) >= at && meets(other, tile));
  // Those after the first that it pushes down keep their order; those it passes do too.
  const passed = index < 0 ? before : before.filter((other) => middle(other) < at);
  const pushed = index < 0 ? [] : before.filter((other) => middle(other) >= at);
  return stacked([...passed, tile, ...pushed]);
}

/**
 * Moves a tile with the pointer: its corner is at this cell. Going down it passes what its lower edge has passed half;
 * coming from the side it pushes its neighbour down until its upper edge has.
 */
export function movedTo(tiles: readonly Tile[], id: string, cell: { x: number; y: number }): Tile[] {
  const { tile, others } = taken(tiles, id);
  if (!tile) return [...tiles];
  const x = clamp(cell.x, 0, columns - tile.width);
  const y = Math.max(0, cell.y);
  const stands = (other: Tile) => other.y < tile.y + tile.height && tile.y < other.y + other.height;
  const isBeside = others.some((other) => stands(other) && meets(other, { ...tile, x }));
  const at = isBeside || y < tile.y ? y : y > tile.y ? y + tile.height : middle(tile);
  return settled(others, { ...tile, x, y }, at);
}

/** Moves a tile with the keyboard: aside by one column, up or down past its next neighbour. */
export function shifted(tiles: readonly Tile[], id: string, direction: Direction): Tile[] {
  const { tile, others } = taken(tiles, id);
  if (!tile) return [...tiles];
  if (direction === 'left' || direction === 'right') {
    return movedTo(tiles, id, { x: tile.x + (direction === 'left' ? -1 : 1), y: tile.y });
  }
  const neighbours = others.filter((other) => meets(other, tile)).map(middle);
  const above = Math.max(...neighbours.filter((at) => at < middle(tile)));
  const below = Math.min(...neighbours.filter((at) => at > middle(tile)));
  const next = direction === 'up' ? above : below;
  if (!Number.isFinite(next)) return [...tiles];
  return settled(others, tile, direction === 'up' ? next : next + 0.25);
}

/** Gives a tile another size, within the grid; it keeps its corner and pushes down what is in the way. */
export function resized(tiles: readonly Tile[], id: string, size: Size): Tile[] {
  const { tile, others } = taken(tiles, id);
  if (!tile) return [...tiles];
  const width = clamp(size.width, leastWidth, columns - tile.x);
  const height = clamp(size.height, leastHeight, mostHeight);
  return settled(others, { ...tile, width, height }, tile.y + Math.min(tile.height, height) / 2);
}

/** Adds a question where the grid is filled least, the left side first. */
export function withTile(tiles: readonly Tile[], id: string, size: Size = usualSize): Tile[] {
  if (tiles.some((tile) => tile.saved_question_id === id)) return [...tiles];
  const places = Array.from({ length: columns / size.width }, (_, at) => at * size.width);
  const candidates = places.map((x): Tile => {
    const tile = { saved_question_id: id, x, y: 0, ...size };
    const below = tiles.filter((other) => meets(other, tile)).map(({ y, height }) => y + height);
    return { ...tile, y: Math.max(0, ...below) };
  });
  const [best] = inReadingOrder(candidates);
  return best ? inReadingOrder([...tiles, best]) : [...tiles];
}

export function withoutTile(tiles: readonly Tile[], id: string): Tile[] {
  return stacked(inReadingOrder(taken(tiles, id).others));
}

/** Whether two arrangements are the same, wherever their tiles stand in the list. */
export function sameLayout(left: readonly Tile[], right: readonly Tile[]): boolean {
  const text = (tiles: readonly Tile[]) =>
    tiles
      .map(({ saved_question_id, x, y, width, height }) => [saved_question_id, x, y, width, height].join())
      .toSorted()
      .join(';');
  return text(left) === text(right);
}

function taken(tiles: readonly Tile[], id: string) {
  const tile = tiles.find(({ saved_question_id }) => saved_question_id === id);
  return { tile, others: tiles.filter((other) => other !== tile) };
}

function middle({ y, height }: Tile): number {
  return y + height / 2;
}

/** Whether one may have to give way to the other: they share a column. */
function meets(left: Tile, right: Tile): boolean {
  return left.x < right.x + right.width && right.x < left.x + left.width;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
