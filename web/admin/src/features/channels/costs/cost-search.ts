import type { GetChannelCostsData } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchDay, searchText, searchWord } from '../../../shared/filters/search-text';

export const costBys = ['channel', 'campaign'] as const;
/** Whose customers money is divided by: those of the days, or those of the leads of the days. */
export const costBases = ['cohort', 'period', 'attributed'] as const;
export const costKinds = ['loaded', 'media'] as const;
/** The model that attributed cost follows unless the address names another. */
export const usualModel = 'linear';

export const costSearchSchema = z.object({
  from: searchDay,
  to: searchDay,
  by: searchWord(costBys),
  basis: searchWord(costBases),
  kind: searchWord(costKinds),
  margin: searchText,
  months: searchWord(['yes']),
});

export type CostSearch = z.infer<typeof costSearchSchema>;

export function toCostQuery(search: CostSearch): NonNullable<GetChannelCostsData['query']> {
  const { from, to, by, basis, months } = search;
  const margin = marginOf(search);
  return {
    ...(from ? { from_on: from } : {}),
    ...(to ? { to_on: to } : {}),
    ...(by ? { by } : {}),
    ...(basis === 'attributed' ? { model: usualModel } : {}),
    ...(margin ? { gross_margin: margin } : {}),
    ...(months ? { months: true } : {}),
  };
}

/** The gross margin of the address, in percent there; none where it makes no sense. */
export function marginOf({ margin }: CostSearch): number | undefined {
  const percent = Number(margin);
  return margin && percent >= 1 && percent <= 100 ? percent / 100 : undefined;
}
