import type { SavedQuestion } from '@perennial/api-client';
import * as z from 'zod/mini';
import { chosenEvents } from '../../shared/events/chosen-events';
import { searchDay, searchText, searchWord } from '../../shared/filters/search-text';

/** Several such choices, one after the other: the steps of a funnel. */
export const searchEventLists = z.catch(z.optional(z.array(chosenEvents)), undefined);
/** What is out of bounds is told by the server, at its field. */
export const searchNumber = z.catch(z.optional(z.int()), undefined);

export const units = ['person', 'account'] as const;
export const periods = ['day', 'week', 'month'] as const;
export type Period = (typeof periods)[number];

/** What the address of every question has. Whatever stands at its default is left out. */
export const questionShape = {
  unit: searchWord(units),
  view: searchWord(['chart', 'table']),
  /** Only members of this segment. */
  segment: searchText,
  /** The day at whose end it is asked; now without one. */
  as_of: searchDay,
  /** The cell whose list is open. */
  open: searchText,
  /** The saved question that was opened. */
  saved: searchText,
};

export type QuestionSearch = {
  unit?: 'person' | 'account' | undefined;
  view?: 'chart' | 'table' | undefined;
  segment?: string | undefined;
  as_of?: string | undefined;
  open?: string | undefined;
  saved?: string | undefined;
};

/** What is kept of a question: what it asks and how its answer is shown. */
export type KeptQuestion = Pick<SavedQuestion, 'question' | 'view' | 'figure'>;

/** A question without what was left open: there the server's defaults hold, and its answer tells them. */
export function withoutGaps<Question extends object>(question: Question): Question {
  return Object.fromEntries(
    Object.entries(question).filter(([, value]) => value !== undefined && value !== null),
  ) as Question;
}

/** Nothing, where it is what holds anyway: saved questions spell their defaults out, addresses leave them out. */
export function unless<Value>(usual: NoInfer<Value>, value: Value | null | undefined): Value | undefined {
  return value === usual || value === null ? undefined : value;
}
