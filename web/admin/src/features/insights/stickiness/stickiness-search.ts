import type { AskStickinessData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { chosenFrom, searchEvents, selectorOf } from '../../../shared/events/chosen-events';
import { searchWord } from '../../../shared/filters/search-text';
import { audienceOf, splitShape, toAudience } from '../breakdown/breakdown-search';
import { type KeptQuestion, periods, questionShape, unless, withoutGaps } from '../question-search';
import { rangeOf, rangeShape, toRange } from '../range-search';

export const countings = ['exactly', 'at_least'] as const;
export type Counting = (typeof countings)[number];

export const stickinessSearchSchema = z.object({
  ...questionShape,
  ...splitShape,
  event: searchEvents,
  period: searchWord(periods),
  ...rangeShape,
  counting: searchWord(countings),
});

export type StickinessSearch = z.infer<typeof stickinessSearchSchema>;

export function toStickinessQuestion(search: StickinessSearch): AskStickinessData['body'] {
  return withoutGaps({
    unit: search.unit,
    ...toAudience(search),
    event: selectorOf(search.event),
    period: search.period,
    ...toRange(search),
  });
}

export function stickinessSearchOf({ question, view, figure }: KeptQuestion): StickinessSearch | undefined {
  if (question.kind !== 'stickiness') return undefined;
  const { unit, event, period } = question.parameters;
  return withoutGaps({
    unit: unless('person', unit),
    view: unless('chart', view),
    ...audienceOf(question.parameters),
    event: chosenFrom(event),
    period: unless('day', period),
    ...rangeOf(question.parameters),
    counting: countings.find((each) => each === figure && each !== 'exactly'),
  });
}
