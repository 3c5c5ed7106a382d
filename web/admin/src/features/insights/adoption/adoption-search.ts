import type { AskAdoptionData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { chosenFrom, searchEvents, selectorOf } from '../../../shared/events/chosen-events';
import { searchText, searchWord } from '../../../shared/filters/search-text';
import { audienceOf, splitShape, toAudience } from '../breakdown/breakdown-search';
import { type KeptQuestion, questionShape, searchNumber, unless, withoutGaps } from '../question-search';
import { rangeOf, rangeShape, toRange } from '../range-search';
import { usualGap } from '../visit-gap';

export const mostFeatures = 20;
export const usualMin = 1;

const feature = z.object({ name: searchText, events: searchEvents });
/** A feature as it is being entered: as long as it has no events it is not asked. */
export type ChosenFeature = z.infer<typeof feature>;

export const adoptionSearchSchema = z.object({
  ...questionShape,
  ...splitShape,
  /** How the group that is looked at by itself is shown. */
  detail: searchWord(['chart', 'table']),
  features: z.catch(z.optional(z.array(feature)), undefined),
  min: searchNumber,
  /** In seconds. */
  gap: searchNumber,
  ...rangeShape,
});

export type AdoptionSearch = z.infer<typeof adoptionSearchSchema>;

export function isComplete({ events }: ChosenFeature): boolean {
  return selectorOf(events) !== null;
}

export function toAdoptionQuestion(search: AdoptionSearch): AskAdoptionData['body'] {
  const features = (search.features ?? []).flatMap(({ name, events }) => {
    const event = selectorOf(events);
    return event ? [withoutGaps({ name: name || undefined, event })] : [];
  });
  return withoutGaps({
    unit: search.unit,
    ...toAudience(search),
    features: features.length > 0 ? features : undefined,
    min_occurrences: search.min,
    gap_seconds: search.gap,
    ...toRange(search),
  });
}

export function adoptionSearchOf({ question, view }: KeptQuestion): AdoptionSearch | undefined {
  if (question.kind !== 'adoption') return undefined;
  const { unit, features, min_occurrences, gap_seconds } = question.parameters;
  const chosen = (features ?? []).map(({ name, event }) =>
    withoutGaps({ name: name ?? undefined, events: chosenFrom(event) }),
  );
  return withoutGaps({
    unit: unless('person', unit),
    view: unless('chart', view),
    ...audienceOf(question.parameters),
    features: chosen.length > 0 ? chosen : undefined,
    min: unless(usualMin, min_occurrences),
    gap: unless(usualGap, gap_seconds),
    ...rangeOf(question.parameters),
  });
}
