import type { AskStickinessData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchEvents, selectorOf } from '../../../shared/events/chosen-events';
import { searchDay, searchWord } from '../../../shared/filters/search-text';
import { periods, questionShape, withoutGaps } from '../question-search';

export const countings = ['exactly', 'at_least'] as const;

export const stickinessSearchSchema = z.object({
  ...questionShape,
  event: searchEvents,
  period: searchWord(periods),
  from: searchDay,
  to: searchDay,
  counting: searchWord(countings),
});

export type StickinessSearch = z.infer<typeof stickinessSearchSchema>;

export function toStickinessQuestion(search: StickinessSearch): AskStickinessData['body'] {
  return withoutGaps({
    unit: search.unit,
    event: selectorOf(search.event),
    period: search.period,
    from_on: search.from,
    to_on: search.to,
  });
}
