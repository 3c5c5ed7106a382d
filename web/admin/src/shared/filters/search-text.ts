import * as z from 'zod/mini';

/** A search parameter that may be missing; a wrong one in a link counts as missing, so that the link still opens. */
export const searchText = z.catch(z.optional(z.string()), undefined);
export const searchFlag = z.catch(z.optional(z.boolean()), undefined);

/** One of a few words. */
export function searchWord<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.catch(z.optional(z.enum(words)), undefined);
}
