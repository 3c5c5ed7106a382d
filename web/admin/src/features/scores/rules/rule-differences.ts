import type { ScoreDefinition } from '@perennial/api-client';

export type Difference = { kind: 'added' | 'removed' | 'changed'; name: string };

/** What publishing would change, in the names of groups and rules; what has no name goes by the part it belongs to. */
export function differences(
  before: ScoreDefinition,
  after: ScoreDefinition,
  words: { limits: string; grades: string },
): Difference[] {
  const [old, next] = [named(before, words), named(after, words)];
  const found: Difference[] = [];
  for (const [name, text] of next) {
    const was = old.get(name);
    if (was === undefined) found.push({ kind: 'added', name });
    else if (was !== text) found.push({ kind: 'changed', name });
  }
  for (const name of old.keys()) {
    if (!next.has(name)) found.push({ kind: 'removed', name });
  }
  return found;
}

function named(rules: ScoreDefinition, words: { limits: string; grades: string }): Map<string, string> {
  const parts = new Map<string, string>();
  const put = (name: string, value: unknown) => {
    // Two rules of one name are told apart by their order.
    let unique = name;
    for (let n = 2; parts.has(unique); n += 1) unique = `${name} (${n})`;
    parts.set(unique, JSON.stringify(value));
  };
  for (const axis of [rules.fit, rules.engagement]) {
    for (const { rules: inner, ...group } of axis.groups) {
      put(group.name, group);
      for (const rule of inner) put(`${group.name} › ${rule.name}`, rule);
    }
  }
  for (const threshold of rules.thresholds) put(threshold.name, threshold);
  put(words.limits, [rules.fit.limits, rules.engagement.limits]);
  put(words.grades, rules.grades);
  return parts;
}
