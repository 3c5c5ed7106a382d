import type { AskFunnelData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchWord } from '../../../shared/filters/search-text';
import {
  questionShape,
  searchDay,
  searchNameLists,
  searchNames,
  searchNumber,
  withoutGaps,
} from '../question-search';

export const orders = ['ordered', 'strict', 'any'] as const;
export const mostSteps = 10;
export const mostExclusions = 5;
export const usualWindow = 7 * 86_400;

const exclusion = z.object({ events: searchNames, from: searchNumber, to: searchNumber });
export type ChosenExclusion = z.infer<typeof exclusion>;

export const funnelSearchSchema = z.object({
  ...questionShape,
  /** Each step is any of several events. */
  steps: searchNameLists,
  order: searchWord(orders),
  /** In seconds. */
  window: searchNumber,
  exclude: z.catch(z.optional(z.array(exclusion)), undefined),
  from: searchDay,
  to: searchDay,
});

export type FunnelSearch = z.infer<typeof funnelSearchSchema>;

/** The busiest events as a first funnel: an answer before anybody has chosen, from two events on. */
export function usualSteps(names: string[]): string[][] {
  return names.slice(0, 2).map((name) => [name]);
}

/** Nothing, as long as a step has no event: the question is not complete. */
export function toFunnelQuestion(search: FunnelSearch, steps: string[][]): AskFunnelData['body'] | undefined {
  if (steps.length < 2 || steps.some((names) => names.length === 0)) return undefined;
  const exclusions = (search.exclude ?? []).flatMap(({ events, from, to }) =>
    events?.length ? [{ event: { names: events }, from_step: from ?? 1, to_step: to ?? steps.length }] : [],
  );
  return withoutGaps({
    unit: search.unit,
    steps: steps.map((names) => ({ names })),
    order: search.order,
    window_seconds: search.window,
    exclusions: exclusions.length > 0 ? exclusions : undefined,
    from_on: search.from,
    to_on: search.to,
  });
}
