import type { AskLifecycleData } from '@perennial/api-client';
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

/** The order in which the parts of a column stand on each other; who is lost hangs below. */
export const lifecycleParts = ['returning', 'new', 'resurrecting', 'dormant'] as const;

/** How many periods are shown when nobody says. */
export const usualPeriods = 12;

export const lifecycleSearchSchema = z.object({
  ...questionShape,
  ...splitShape,
  event: searchEvents,
  period: searchWord(periods),
  first: searchDay,
  periods: searchNumber,
});

export type LifecycleSearch = z.infer<typeof lifecycleSearchSchema>;

export function toLifecycleQuestion(search: LifecycleSearch): AskLifecycleData['body'] {
  return withoutGaps({
    unit: search.unit,
    ...toAudience(search),
    event: selectorOf(search.event),
    period: search.period,
    first_on: search.first,
    periods: search.periods,
  });
}

export function lifecycleSearchOf({ question, view }: KeptQuestion): LifecycleSearch | undefined {
  if (question.kind !== 'lifecycle') return undefined;
  const { unit, event, period, first_on, periods: count } = question.parameters;
  return withoutGaps({
    unit: unless('person', unit),
    view: unless('chart', view),
    ...audienceOf(question.parameters),
    event: chosenFrom(event),
    period: unless('week', period),
    first: first_on ?? undefined,
    periods: unless(usualPeriods, count),
  });
}
