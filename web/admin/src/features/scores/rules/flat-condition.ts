import type { FieldCondition, LeadCondition } from '@perennial/api-client';

export type Join = 'all' | 'any';

/** The rows of a condition that is no deeper than a list of fields; undefined of others. */
export function flatCondition(condition: LeadCondition): { join: Join; rows: FieldCondition[] } | undefined {
  if ('field' in condition) return { join: 'all', rows: [condition.field] };
  if ('not' in condition) return undefined;
  const join = 'all' in condition ? 'all' : 'any';
  const children = 'all' in condition ? condition.all : condition.any;
  const rows = children.flatMap((child) => ('field' in child ? [child.field] : []));
  return rows.length === children.length ? { join, rows } : undefined;
}

/** The condition that rows mean. Without any, every lead. */
export function fromFlat(join: Join, rows: FieldCondition[]): LeadCondition {
  const [first] = rows;
  if (rows.length === 1 && first) return { field: first };
  const fields = rows.map((field) => ({ field }));
  return join === 'all' || rows.length === 0 ? { all: fields } : { any: fields };
}
