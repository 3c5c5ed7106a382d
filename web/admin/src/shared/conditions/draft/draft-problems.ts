import type { FieldProblem } from '@perennial/api-client';

export type PlacedProblems = {
  /** What is wrong with a row, by its id. */
  ofRows: ReadonlyMap<string, string[]>;
  /** What belongs to no row. */
  others: FieldProblem[];
};

/** Each problem at the innermost row that its pointer names. */
export function placeProblems(
  problems: readonly FieldProblem[],
  pointers: ReadonlyMap<string, string>,
): PlacedProblems {
  const ofRows = new Map<string, string[]>();
  const others: FieldProblem[] = [];
  for (const problem of problems) {
    const row = rowOf(problem.pointer, pointers);
    if (row === undefined) others.push(problem);
    else ofRows.set(row, [...new Set([...(ofRows.get(row) ?? []), problem.message])]);
  }
  return { ofRows, others };
}

function rowOf(pointer: string, pointers: ReadonlyMap<string, string>): string | undefined {
  const holding = [...pointers].filter(([, at]) => pointer === at || pointer.startsWith(`${at}/`));
  return holding.toSorted(([, left], [, right]) => right.length - left.length)[0]?.[0];
}
