import type { EventSelector } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchText } from '../filters/search-text';

const text = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const names = z.pipe(
  z.union([z.array(text), text]),
  z.transform((value) => (Array.isArray(value) ? value : [value])),
);

export const operators = ['is', 'is_not', 'contains', 'greater', 'less', 'is_set', 'is_not_set'] as const;
export type Operator = (typeof operators)[number];

/** What a property of the event must say. As long as it is not complete it is not asked. */
const condition = z.object({
  property: searchText,
  operator: z.catch(z.enum(operators), 'is'),
  value: z.catch(z.optional(z.union([z.string(), z.number(), z.boolean()])), undefined),
});
export type ChosenCondition = z.infer<typeof condition>;

/** Any of several events; with conditions their properties count as well. A hand-written link may name just one. */
export const chosenEvents = z.union([z.object({ names, where: z.array(condition) }), names]);
export type ChosenEvents = z.infer<typeof chosenEvents>;

export const searchEvents = z.catch(z.optional(chosenEvents), undefined);
/** The same where properties don't matter. */
export const searchNames = z.catch(z.optional(names), undefined);

export function namesOf(chosen: ChosenEvents | undefined): string[] {
  return Array.isArray(chosen) ? chosen : (chosen?.names ?? []);
}

export function conditionsOf(chosen: ChosenEvents | undefined): ChosenCondition[] {
  return Array.isArray(chosen) ? [] : (chosen?.where ?? []);
}

/** As short as it can be in the address. */
export function chosenOf(chosen: string[], where: ChosenCondition[]): ChosenEvents | undefined {
  if (where.length > 0) return { names: chosen, where };
  return chosen.length > 0 ? chosen : undefined;
}

/** No names at all mean any event. */
export function selectorOf(chosen: ChosenEvents | undefined): EventSelector | null {
  const where = conditionsOf(chosen).flatMap(complete);
  const all = namesOf(chosen);
  if (all.length === 0 && where.length === 0) return null;
  return where.length > 0 ? { names: all, where } : { names: all };
}

/** The way back: what was asked, as it stands in the address. */
export function chosenFrom(selector: EventSelector | null | undefined): ChosenEvents | undefined {
  const where = (selector?.where ?? []).map(({ property, operator, value }) => {
    const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    return { property, operator, ...(isPlain ? { value } : {}) };
  });
  return chosenOf(selector?.names ?? [], where);
}

export function needsValue(operator: Operator): boolean {
  return operator !== 'is_set' && operator !== 'is_not_set';
}

function complete({ property, operator, value }: ChosenCondition) {
  if (!property) return [];
  if (!needsValue(operator)) return [{ property, operator }];
  return value === undefined || value === '' ? [] : [{ property, operator, value }];
}
