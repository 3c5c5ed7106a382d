import { printed } from './printed';

export type RuleChange = { kind: 'added' | 'removed' | 'changed' | 'moved'; name: string };
export type NamedRule = { key: string; name: string };

/** What publishing would change of an ordered list of rules. */
export function ruleChanges(before: readonly NamedRule[], after: readonly NamedRule[]): RuleChange[] {
  const old = new Map(before.map((rule) => [rule.key, rule]));
  const kept = after.filter(({ key }) => old.has(key));
  const keptBefore = before.filter(({ key }) => kept.some((rule) => rule.key === key));
  const changes: RuleChange[] = [];
  for (const rule of after) {
    const was = old.get(rule.key);
    if (!was) changes.push({ kind: 'added', name: rule.name });
    else if (printed(was) !== printed(rule)) changes.push({ kind: 'changed', name: rule.name });
    else if (keptBefore.indexOf(was) !== kept.indexOf(rule)) changes.push({ kind: 'moved', name: rule.name });
  }
  for (const rule of before) {
    if (!after.some(({ key }) => key === rule.key)) changes.push({ kind: 'removed', name: rule.name });
  }
  return changes;
}

/** The stable word of a new rule: nobody chooses it, and it never changes. */
export function newKey(kind: string, taken: readonly NamedRule[]): string {
  for (let number = taken.length + 1; ; number += 1) {
    const key = `${kind}-${number}`;
    if (!taken.some((rule) => rule.key === key)) return key;
  }
}
