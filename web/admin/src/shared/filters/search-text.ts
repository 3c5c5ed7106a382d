import * as z from 'zod/mini';

/** A search parameter that may be missing; a wrong one in a link counts as missing, so that the link still opens. */
export const searchText = z.catch(
  // The router reads `q=138` as a number; a filter is text all the same.
  z.optional(z.pipe(z.union([z.string(), z.number()]), z.transform(String))),
  undefined,
);
export const searchFlag = z.catch(z.optional(z.boolean()), undefined);

/** One of a few words. */
export function searchWord<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.catch(z.optional(z.enum(words)), undefined);
}

/** A day of the calendar, `2026-11-21`. */
export const searchDay = z.catch(z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))), undefined);
