/**
 * What a form changed of a record, as a PATCH takes it: untouched fields are left out, emptied ones are null. Texts are
 * compared without the spaces around them. The workspace's own fields, under `attributes`, change one by one.
 */
export function changedFields<Values extends object>(
  before: Values,
  values: Values,
): Partial<{ [Key in keyof Values]: Values[Key] | null }> {
  const changes = Object.entries(values).flatMap(([field, value]) => {
    const was = before[field as keyof Values];
    if (field === 'attributes') {
      const attributes = changedFields((was ?? {}) as object, (value ?? {}) as object);
      return Object.keys(attributes).length > 0 ? [[field, attributes]] : [];
    }
    const is = normal(value);
    return JSON.stringify(normal(was)) === JSON.stringify(is) ? [] : [[field, is]];
  });
  return Object.fromEntries(changes);
}

/** What somebody else saved, with only those fields replaced that this form changed. */
export function mineOverTheirs<Values extends object>(before: Values, mine: Values, theirs: Values): Values {
  const changes = changedFields(before, mine) as Partial<Values>;
  const own = ({ attributes }: Partial<Values> & { attributes?: object }) => attributes;
  if (!own(changes)) return { ...theirs, ...changes };
  return { ...theirs, ...changes, attributes: { ...own(theirs), ...own(changes) } };
}

/** The filled-in fields only: what a POST takes. */
export function filledFields<Values extends object>(values: Values): Partial<Values> {
  const filled = Object.entries(values).filter(([, value]) => normal(value) !== null);
  return Object.fromEntries(filled.map(([field, value]) => [field, normal(value)])) as Partial<Values>;
}

function normal(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return value.trim() === '' ? null : value.trim();
  return value;
}
