export type ComparedField<Item> = {
  /** The API's name of the field; without it the row only informs and nothing can be chosen. */
  field?: string;
  label: string;
  textOf: (item: Item) => string | null | undefined;
};

export type ComparedRow = {
  field: string | undefined;
  label: string;
  cells: { id: string; text: string | null }[];
  /** Whether there is something to choose: different values, one of which will be kept. */
  isOpen: boolean;
  /** The record whose value is kept; undefined where nobody has one. */
  keptId: string | undefined;
};

/** Field → the record whose value was chosen. */
export type FieldChoices = Record<string, string>;

/**
 * Records side by side, the one that stays first. As the server decides it: what was chosen is kept, otherwise the
 * staying record's value, or the first one there is. Fields that nobody has are left out.
 */
export function compare<Item extends { id: string }>(
  items: readonly Item[],
  fields: readonly ComparedField<Item>[],
  choices: FieldChoices,
): ComparedRow[] {
  return fields.flatMap(({ field, label, textOf }) => {
    const cells = items.map((item) => ({ id: item.id, text: textOf(item)?.trim() || null }));
    const filled = cells.filter(({ text }) => text !== null);
    if (filled.length === 0) return [];
    const isOpen = field !== undefined && new Set(filled.map(({ text }) => text)).size > 1;
    const chosen = isOpen ? filled.find(({ id }) => id === choices[field]) : undefined;
    return [{ field, label, cells, isOpen, keptId: (chosen ?? filled[0])?.id }];
  });
}

/** The choices that the server needs to hear of: those that differ from what it would keep by itself. */
export function neededChoices<Item extends { id: string }>(
  items: readonly Item[],
  fields: readonly ComparedField<Item>[],
  choices: FieldChoices,
): FieldChoices {
  const byItself = compare(items, fields, {});
  const chosen = compare(items, fields, choices);
  const entries = chosen.flatMap(({ field, keptId, isOpen }, at) =>
    field && keptId && isOpen && keptId !== byItself[at]?.keptId ? [[field, keptId] as const] : [],
  );
  return Object.fromEntries(entries);
}
