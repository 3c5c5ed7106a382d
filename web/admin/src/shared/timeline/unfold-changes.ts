type Changes = Record<string, unknown>;

/**
 * An account's standing is one field of the API and several facts to people: revenue, renewal, plan. Each that changed
 * becomes a change of its own.
 */
export function unfoldChanges(changes: Changes | null | undefined): [field: string, change: unknown][] {
  return Object.entries(changes ?? {}).flatMap(([field, change]) => {
    const { before, after } = (change ?? {}) as { before?: Changes | null; after?: Changes | null };
    if (field !== 'standing' || (!before && !after)) return [[field, change]];
    const facts = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
    return facts.flatMap((fact) => {
      const [was, is] = [before?.[fact] ?? null, after?.[fact] ?? null];
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [[fact, { before: was, after: is }]];
    }) as [string, unknown][];
  });
}

/** Whether nothing but the standing changed: it follows from subscriptions, nobody edited the account. */
export function isStandingOnly(changes: Changes | null | undefined): boolean {
  const fields = Object.keys(changes ?? {});
  return fields.length > 0 && fields.every((field) => field === 'standing');
}
