/** The list with one row taken out and put in at another place; the same list where nothing moves. */
export function moved<Row>(rows: Row[], from: number, to: number): Row[] {
  const place = Math.max(0, Math.min(rows.length - 1, to));
  const row = rows[from];
  if (row === undefined || place === from) return rows;
  return rows.toSpliced(from, 1).toSpliced(place, 0, row);
}

/** Where a row ends up that is let go on one side of another one. */
export function placeAfterDrop(from: number, over: number, side: 'before' | 'after'): number {
  const gap = side === 'before' ? over : over + 1;
  return gap > from ? gap - 1 : gap;
}
