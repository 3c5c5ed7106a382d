import type { EventSelector } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchText, searchWord } from '../../shared/filters/search-text';

const text = z.pipe(z.union([z.string(), z.number()]), z.transform(String));
const names = z.pipe(
  z.union([z.array(text), text]),
  z.transform((value) => (Array.isArray(value) ? value : [value])),
);

/** Names of events, any of which counts. A hand-written link may name just one. */
export const searchNames = z.catch(z.optional(names), undefined);
/** Several such choices, one after the other: the steps of a funnel. */
export const searchNameLists = z.catch(z.optional(z.array(names)), undefined);
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

/** No names at all mean any event. */
export function selectorOf(chosen: string[] | undefined): EventSelector | null {
  return chosen && chosen.length > 0 ? { names: chosen } : null;
}

/** A question without what was left open: there the server's defaults hold, and its answer tells them. */
export function withoutGaps<Question extends object>(question: Question): Question {
  return Object.fromEntries(
    Object.entries(question).filter(([, value]) => value !== undefined && value !== null),
  ) as Question;
}
