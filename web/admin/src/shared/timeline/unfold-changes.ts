type Changes = Record<string, unknown>;

/** Fields of the API that are several facts to people, and what the names of those facts begin with. */
const folded: Record<string, string> = { standing: '', attributes: 'attributes.' };
/** What programs keep beside a concealed value: to people the value itself has changed. */
const silent: readonly string[] = ['has_phone', 'has_email', 'has_wechat'];

/**
 * An account's standing is revenue, renewal and plan, and a record's attributes are the workspace's own fields: each of
 * them that changed becomes a change of its own.
 */
export function unfoldChanges(changes: Changes | null | undefined): [field: string, change: unknown][] {
  return Object.entries(changes ?? {}).flatMap(([field, change]) => {
    const { before, after } = (change ?? {}) as { before?: Changes | null; after?: Changes | null };
    if (silent.includes(field)) return [];
    const prefix = folded[field];
    if (prefix === undefined || (!before && !after)) return [[field, change]];
    const facts = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
    return facts.flatMap((fact) => {
      const [was, is] = [before?.[fact] ?? null, after?.[fact] ?? null];
      return JSON.stringify(was) === JSON.stringify(is) ? [] : [[prefix + fact, { before: was, after: is }]];
    }) as [string, unknown][];
  });
}

/** Whether nothing but the standing changed: it follows from subscriptions, nobody edited the account. */
export function isStandingOnly(changes: Changes | null | undefined): boolean {
  const fields = Object.keys(changes ?? {});
  return fields.length > 0 && fields.every((field) => field === 'standing');
}
