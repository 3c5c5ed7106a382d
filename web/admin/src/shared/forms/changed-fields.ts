/**
 * What a form changed of a record, as a PATCH takes it: untouched fields are left out, emptied ones are null. Texts are
 * compared without the spaces around them.
 */
export function changedFields<Values extends object>(
  before: Values,
  values: Values,
): Partial<{ [Key in keyof Values]: Values[Key] | null }> {
  const changes = Object.entries(values).flatMap(([field, value]) => {
    const was = normal(before[field as keyof Values]);
    const is = normal(value);
    return JSON.stringify(was) === JSON.stringify(is) ? [] : [[field, is]];
  });
  return Object.fromEntries(changes);
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
