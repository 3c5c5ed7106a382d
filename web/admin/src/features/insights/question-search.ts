import type { EventSelector } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchText, searchWord } from '../../shared/filters/search-text';

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
const chosenEvents = z.union([z.object({ names, where: z.array(condition) }), names]);
export type ChosenEvents = z.infer<typeof chosenEvents>;

export const searchEvents = z.catch(z.optional(chosenEvents), undefined);
/** Several such choices, one after the other: the steps of a funnel. */
export const searchEventLists = z.catch(z.optional(z.array(chosenEvents)), undefined);
/** What is out of bounds is told by the server, at its field. */
export const searchNumber = z.catch(z.optional(z.int()), undefined);
export const searchDay = z.catch(z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))), undefined);

export const units = ['person', 'account'] as const;
export const periods = ['day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

/** What the address of every question has. Whatever stands at its default is left out. */
export const questionShape = {
  unit: searchWord(units),
  view: searchWord(['chart', 'table']),
  /** The cell whose list is open. */
  open: searchText,
};

export type QuestionSearch = {
  unit?: 'person' | 'account' | undefined;
  view?: 'chart' | 'table' | undefined;
  open?: string | undefined;
};

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

export function needsValue(operator: Operator): boolean {
  return operator !== 'is_set' && operator !== 'is_not_set';
}

function complete({ property, operator, value }: ChosenCondition) {
  if (!property) return [];
  if (!needsValue(operator)) return [{ property, operator }];
  return value === undefined || value === '' ? [] : [{ property, operator, value }];
}

/** A question without what was left open: there the server's defaults hold, and its answer tells them. */
export function withoutGaps<Question extends object>(question: Question): Question {
  return Object.fromEntries(
    Object.entries(question).filter(([, value]) => value !== undefined && value !== null),
  ) as Question;
}
