import type { AskLifecycleData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchEvents, selectorOf } from '../../../shared/events/chosen-events';
import { searchDay, searchWord } from '../../../shared/filters/search-text';
import { periods, questionShape, searchNumber, withoutGaps } from '../question-search';

/** The order in which the parts of a column stand on each other; who is lost hangs below. */
export const lifecycleParts = ['returning', 'new', 'resurrecting', 'dormant'] as const;

export const lifecycleSearchSchema = z.object({
  ...questionShape,
  event: searchEvents,
  period: searchWord(periods),
  first: searchDay,
  periods: searchNumber,
});

export type LifecycleSearch = z.infer<typeof lifecycleSearchSchema>;

export function toLifecycleQuestion(search: LifecycleSearch): AskLifecycleData['body'] {
  return withoutGaps({
    unit: search.unit,
    event: selectorOf(search.event),
    period: search.period,
    first_on: search.first,
    periods: search.periods,
  });
}
