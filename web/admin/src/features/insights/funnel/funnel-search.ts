import type { AskFunnelData } from '@perennial/api-client';
import * as z from 'zod/mini';
import {
  type ChosenEvents,
  chosenFrom,
  searchEvents,
  selectorOf,
} from '../../../shared/events/chosen-events';
import { searchWord } from '../../../shared/filters/search-text';
import { audienceOf, splitShape, toAudience } from '../breakdown/breakdown-search';
import {
  type KeptQuestion,
  questionShape,
  searchEventLists,
  searchNumber,
  unless,
  withoutGaps,
} from '../question-search';
import { rangeOf, rangeShape, toRange } from '../range-search';

export const orders = ['ordered', 'strict', 'any'] as const;
export const mostSteps = 10;
export const mostExclusions = 5;
export const usualWindow = 7 * 86_400;

const exclusion = z.object({ events: searchEvents, from: searchNumber, to: searchNumber });
export type ChosenExclusion = z.infer<typeof exclusion>;

export const funnelSearchSchema = z.object({
  ...questionShape,
  ...splitShape,
  /** Each step is any of several events. */
  steps: searchEventLists,
  order: searchWord(orders),
  /** In seconds. */
  window: searchNumber,
  exclude: z.catch(z.optional(z.array(exclusion)), undefined),
  ...rangeShape,
});

export type FunnelSearch = z.infer<typeof funnelSearchSchema>;

/** The busiest events as a first funnel: an answer before anybody has chosen, from two events on. */
export function usualSteps(names: string[]): ChosenEvents[] {
  return names.slice(0, 2).map((name) => [name]);
}

/** Nothing, as long as a step has no event: the question is not complete. */
export function toFunnelQuestion(
  search: FunnelSearch,
  steps: ChosenEvents[],
): AskFunnelData['body'] | undefined {
  const selectors = steps.flatMap((step) => selectorOf(step) ?? []);
  if (steps.length < 2 || selectors.length < steps.length) return undefined;
  const exclusions = (search.exclude ?? []).flatMap(({ events, from, to }) => {
    const event = selectorOf(events);
    return event ? [{ event, from_step: from ?? 1, to_step: to ?? steps.length }] : [];
  });
  return withoutGaps({
    unit: search.unit,
    ...toAudience(search),
    steps: selectors,
    order: search.order,
    window_seconds: search.window,
    exclusions: exclusions.length > 0 ? exclusions : undefined,
    ...toRange(search),
  });
}

export function funnelSearchOf({ question, view }: KeptQuestion): FunnelSearch | undefined {
  if (question.kind !== 'funnel') return undefined;
  const { unit, steps, order, window_seconds, exclusions = [] } = question.parameters;
  const exclude = exclusions.map(({ event, from_step, to_step }) =>
    withoutGaps({
      events: chosenFrom(event),
      from: unless(1, from_step),
      to: unless(steps.length, to_step),
    }),
  );
  return withoutGaps({
    unit: unless('person', unit),
    view: unless('chart', view),
    ...audienceOf(question.parameters),
    steps: steps.map((step) => chosenFrom(step) ?? []),
    order: unless('ordered', order),
    window: unless(usualWindow, window_seconds),
    exclude: exclude.length > 0 ? exclude : undefined,
    ...rangeOf(question.parameters),
  });
}
