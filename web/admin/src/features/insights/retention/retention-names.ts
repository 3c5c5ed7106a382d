/** The first and the last period of each bracket, counted from the cohort's own; period 0 is none of them. */
export function bracketBounds(lengths: readonly number[]): [number, number][] {
  let next = 1;
  return lengths.map((length) => {
    const from = next;
    next += length;
    return [from, next - 1];
  });
}
