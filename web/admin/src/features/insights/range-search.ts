import * as z from 'zod/mini';
import { searchDay } from '../../shared/filters/search-text';

/** How far back ranges reach that move along with the calendar. */
export const lastDays = [7, 14, 30, 90, 180, 365];

/** Which days an address asks about; the question's usual ones where it says nothing. */
export const rangeShape = {
  from: searchDay,
  to: searchDay,
  /** So many days up to the last one. A saved question moves along with it. */
  last: z.catch(z.optional(z.int()), undefined),
};

export type RangeSearch = {
  from?: string | undefined;
  to?: string | undefined;
  last?: number | undefined;
};

export function toRange({ from, to, last }: RangeSearch) {
  return { from_on: from, to_on: to, last_days: last };
}

type KeptRange = { from_on?: string | null; to_on?: string | null; last_days?: number | null };

/** The way back from what is stored. */
export function rangeOf({ from_on, to_on, last_days }: KeptRange): RangeSearch {
  return { from: from_on ?? undefined, to: to_on ?? undefined, last: last_days ?? undefined };
}
