import type { AskTrendsData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { chosenFrom, searchEvents, selectorOf } from '../../../shared/events/chosen-events';
import { searchWord } from '../../../shared/filters/search-text';
import { audienceOf, splitShape, toAudience } from '../breakdown/breakdown-search';
import {
  type KeptQuestion,
  periods,
  questionShape,
  searchNumber,
  unless,
  withoutGaps,
} from '../question-search';
import { rangeOf, rangeShape, toRange } from '../range-search';

export const measures = ['units', 'events', 'active_7_days', 'active_28_days', 'active_30_days'] as const;
export type Measure = (typeof measures)[number];
export const mostSeries = 10;

const series = z.object({
  events: searchEvents,
  measure: z.catch(z.enum(measures), 'units'),
});
export type ChosenSeries = z.infer<typeof series>;

export const trendsSearchSchema = z.object({
  ...questionShape,
  ...splitShape,
  /** Which of several series is split. */
  line: searchNumber,
  series: z.catch(z.optional(z.array(series)), undefined),
  period: searchWord(periods),
  ...rangeShape,
});

export type TrendsSearch = z.infer<typeof trendsSearchSchema>;

/** How many are active at all: an answer from the first event on. */
export const usualSeries: ChosenSeries[] = [{ measure: 'units' }];

export function toTrendsQuestion(search: TrendsSearch): AskTrendsData['body'] {
  const chosen = search.series?.length ? search.series : usualSeries;
  return withoutGaps({
    unit: search.unit,
    ...toAudience(search),
    series: chosen.map(({ events, measure }) => ({ event: selectorOf(events), measure })),
    period: search.period,
    ...toRange(search),
  });
}

export function trendsSearchOf({ question, view }: KeptQuestion): TrendsSearch | undefined {
  if (question.kind !== 'trends') return undefined;
  const { unit, series, period } = question.parameters;
  const chosen = series.map(({ event, measure = 'units' }) => ({ events: chosenFrom(event), measure }));
  const [first] = chosen;
  const isUsual = chosen.length === 1 && first?.measure === 'units' && !first.events;
  return withoutGaps({
    unit: unless('person', unit),
    view: unless('chart', view),
    ...audienceOf(question.parameters),
    series: isUsual ? undefined : chosen.map(withoutGaps),
    period: unless('day', period),
    ...rangeOf(question.parameters),
  });
}
