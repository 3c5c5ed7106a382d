import type { AskPathsData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchNames } from '../../../shared/events/chosen-events';
import { searchText } from '../../../shared/filters/search-text';
import { audienceOf, splitShape, toAudience } from '../breakdown/breakdown-search';
import { type KeptQuestion, questionShape, searchNumber, unless, withoutGaps } from '../question-search';
import { rangeOf, rangeShape, toRange } from '../range-search';
import { usualGap } from '../visit-gap';

export const usualPaths = { steps: 5, per: 8 };
export const mostSteps = 10;
export const mostPerStep = 20;

export const pathsSearchSchema = z.object({
  ...questionShape,
  ...splitShape,
  /** What paths are made of; nothing means any event. */
  names: searchNames,
  without: searchNames,
  start: searchText,
  end: searchText,
  steps: searchNumber,
  /** How many different events a step shows. */
  per: searchNumber,
  /** In seconds. */
  gap: searchNumber,
  ...rangeShape,
});

export type PathsSearch = z.infer<typeof pathsSearchSchema>;

/** Between a start and an end there is a step. */
export function fewestSteps({ start, end }: Pick<PathsSearch, 'start' | 'end'>): number {
  return start && end ? 3 : 2;
}

export function toPathsQuestion(search: PathsSearch): AskPathsData['body'] {
  return withoutGaps({
    unit: search.unit,
    ...toAudience(search),
    names: search.names,
    without: search.without,
    start: search.start,
    end: search.end,
    steps: search.steps,
    per_step: search.per,
    gap_seconds: search.gap,
    ...toRange(search),
  });
}

export function pathsSearchOf({ question, view }: KeptQuestion): PathsSearch | undefined {
  if (question.kind !== 'paths') return undefined;
  const { unit, names, without, start, end, steps, per_step, gap_seconds } = question.parameters;
  return withoutGaps({
    unit: unless('person', unit),
    view: unless('chart', view),
    ...audienceOf(question.parameters),
    names: names?.length ? names : undefined,
    without: without?.length ? without : undefined,
    start: start ?? undefined,
    end: end ?? undefined,
    steps: unless(usualPaths.steps, steps),
    per: unless(usualPaths.per, per_step),
    gap: unless(usualGap, gap_seconds),
    ...rangeOf(question.parameters),
  });
}
