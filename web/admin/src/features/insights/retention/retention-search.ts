import type { AskRetentionData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { chosenFrom, searchEvents, selectorOf } from '../../../shared/events/chosen-events';
import { searchDay, searchWord } from '../../../shared/filters/search-text';
import { audienceOf, splitShape, toAudience } from '../breakdown/breakdown-search';
import {
  type KeptQuestion,
  periods,
  questionShape,
  searchNumber,
  unless,
  withoutGaps,
} from '../question-search';

export const cohortModes = ['first_time', 'recurring', 'first_ever'] as const;
export const criteria = ['on', 'on_or_after', 'on_or_before', 'streak', 'bracket'] as const;
export const windows = ['calendar', 'rolling_24h'] as const;
/** What is drawn: shares or counts as a heat map, or shares as lines. */
export const figures = ['rate', 'units', 'curve'] as const;
export type RetentionFigure = (typeof figures)[number];
export const references = ['cohort', 'previous'] as const;

/** Where a reader begins who has chosen nothing. */
export const usual = { cohorts: 12, periods: 12, min_occurrences: 1, brackets: [1, 3, 7] } as const;

export const retentionSearchSchema = z.object({
  ...questionShape,
  ...splitShape,
  /** How the group that is looked at by itself is shown. */
  detail: searchWord(['chart', 'table']),
  start: searchEvents,
  return: searchEvents,
  period: searchWord(periods),
  mode: searchWord(cohortModes),
  criteria: searchWord(criteria),
  /** How many periods each bracket spans. */
  brackets: z.catch(z.optional(z.array(z.int())), undefined),
  window: searchWord(windows),
  reference: searchWord(references),
  min: searchNumber,
  first: searchDay,
  cohorts: searchNumber,
  periods: searchNumber,
  figure: searchWord(figures),
});

export type RetentionSearch = z.infer<typeof retentionSearchSchema>;

export function toRetentionQuestion(search: RetentionSearch): AskRetentionData['body'] {
  const isBracket = search.criteria === 'bracket';
  return withoutGaps({
    unit: search.unit,
    ...toAudience(search),
    start_event: selectorOf(search.start),
    return_event: selectorOf(search.return),
    period: search.period,
    cohort_mode: search.mode,
    criteria: search.criteria,
    brackets: isBracket ? (search.brackets ?? [...usual.brackets]) : undefined,
    window: search.window,
    reference: search.reference,
    min_occurrences: search.min,
    first_on: search.first,
    cohorts: search.cohorts,
    // Brackets say themselves how far they reach.
    periods: isBracket ? undefined : search.periods,
  });
}

export function retentionSearchOf({ question, view, figure }: KeptQuestion): RetentionSearch | undefined {
  if (question.kind !== 'retention') return undefined;
  const asked = question.parameters;
  const isBracket = asked.criteria === 'bracket';
  const isUsual = usual.brackets.join() === asked.brackets?.join();
  return withoutGaps({
    unit: unless('person', asked.unit),
    view: unless('chart', view),
    ...audienceOf(asked),
    start: chosenFrom(asked.start_event),
    return: chosenFrom(asked.return_event),
    period: unless('week', asked.period),
    mode: unless('first_time', asked.cohort_mode),
    criteria: unless('on', asked.criteria),
    brackets: isBracket && !isUsual ? (asked.brackets ?? undefined) : undefined,
    window: unless('calendar', asked.window),
    reference: unless('cohort', asked.reference),
    min: unless(usual.min_occurrences, asked.min_occurrences),
    first: asked.first_on ?? undefined,
    cohorts: unless(usual.cohorts, asked.cohorts),
    periods: isBracket ? undefined : unless(usual.periods, asked.periods),
    figure: figures.find((each) => each === figure && each !== 'rate'),
  });
}
