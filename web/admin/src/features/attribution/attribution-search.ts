import type { AttributionModel, GetAttributionData, NewAttributionRun } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchDay, searchText, searchWord } from '../../shared/filters/search-text';

/** In the order of the columns. */
export const models = [
  'first',
  'last',
  'last_non_direct',
  'linear',
  'position',
  'time_decay',
  'markov',
] as const satisfies AttributionModel[];
export const attributionBys = ['channel', 'campaign'] as const;
export const values = ['conversions', 'revenue'] as const;
export const lookBacks = [7, 30, 60, 90, 180, 365];
export const halfLives = [1, 3, 7, 14, 30];
export const openAfters = [30, 60, 90, 180];

export const attributionSearchSchema = z.object({
  from: searchDay,
  to: searchDay,
  by: searchWord(attributionBys),
  value: searchWord(values),
  look_back: searchText,
  half_life: searchText,
  open_after: searchText,
  /** Ids of channels, separated by commas. */
  without: searchText,
  /** The kept run that is shown instead of what is given out now. */
  run: searchText,
});

export type AttributionSearch = z.infer<typeof attributionSearchSchema>;

const days = (text: string | undefined) => {
  const count = Number(text);
  return text && Number.isInteger(count) && count > 0 ? count : undefined;
};

export function toAttributionQuery(search: AttributionSearch): NonNullable<GetAttributionData['query']> {
  const { exclude_channel_ids: without, ...query } = toNewRun(search);
  return { ...query, ...(without ? { exclude_channel_id: without.join(',') } : {}) };
}

export function toNewRun({ from, to, by, look_back, half_life, open_after, without }: AttributionSearch) {
  const lookBack = days(look_back);
  const halfLife = days(half_life);
  const openAfter = days(open_after);
  return {
    ...(from ? { from_on: from } : {}),
    ...(to ? { to_on: to } : {}),
    ...(by ? { by } : {}),
    ...(lookBack ? { look_back_days: lookBack } : {}),
    ...(halfLife ? { half_life_days: halfLife } : {}),
    ...(openAfter ? { open_after_days: openAfter } : {}),
    ...(without ? { exclude_channel_ids: without.split(',') } : {}),
  } satisfies NewAttributionRun;
}
