import type { Condition, FieldCondition } from '@perennial/api-client';

/** A tree of conditions over a lead's fields, as the API takes it. */
export type LeadCondition =
  | { all: LeadCondition[] }
  | { any: LeadCondition[] }
  | { not: LeadCondition }
  | { field: FieldCondition };

export const everyLead: LeadCondition = { all: [] };

/** Whether it asks for nothing. */
export function isEveryLead(condition: LeadCondition | null | undefined): boolean {
  return !condition || ('all' in condition && condition.all.length === 0);
}

/** What the builder wrote: of leads, it offers fields and groups only. */
export function asLeadCondition(condition: Condition): LeadCondition {
  if ('all' in condition) return { all: condition.all.map(asLeadCondition) };
  if ('any' in condition) return { any: condition.any.map(asLeadCondition) };
  if ('not' in condition) return { not: asLeadCondition(condition.not) };
  if ('field' in condition) return { field: condition.field };
  throw new Error('a condition over leads asks for fields only');
}
