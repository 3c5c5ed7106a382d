import type { Group } from '@perennial/api-client';
import { type SplitQuestion, useGroupNames, useSplitField } from './use-group-names';

type SplitAnswer<Each extends Group> = { question: SplitQuestion; groups?: Each[] | null };

/** A group with its name and its place, which is its colour. */
export type NamedGroup<Each extends Group = Group> = { key: string; name: string; at: number; group: Each };

/** The groups of an answer by name; nothing where it is not split. */
export function useGroups<Each extends Group>(answer: SplitAnswer<Each>): NamedGroup<Each>[] | undefined {
  const namesOf = useGroupNames();
  const field = useSplitField(answer.question);
  const { groups } = answer;
  if (!groups) return undefined;
  const names = namesOf(groups, field?.type === 'member');
  return groups.map((group, at) => ({ key: group.key, name: names[at] ?? '', at, group }));
}

/** A cell of a group is the cell of the whole and the group's key. */
export function cellParts(cell: string): { whole: string; key: string | undefined } {
  const [whole = cell, key] = cell.split('@');
  return { whole, key };
}

/** What the list behind a cell of a group is called: as that of the whole, and the group's name. */
export function useGroupTitle(split: SplitQuestion) {
  const namesOf = useGroupNames();
  const field = useSplitField(split);
  return (
    groups: Group[] | null | undefined,
    cell: string,
    titleOf: (whole: string) => string | undefined,
  ) => {
    const { whole, key } = cellParts(cell);
    const title = titleOf(whole);
    const at = (groups ?? []).findIndex((group) => group.key === key);
    const name = namesOf(groups ?? [], field?.type === 'member')[at];
    return name && title ? `${name} · ${title}` : (title ?? name);
  };
}
