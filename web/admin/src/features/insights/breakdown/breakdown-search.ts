import type { Breakdown } from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchText, searchWord } from '../../../shared/filters/search-text';

export const holders = ['person', 'account'] as const;
export type Holder = (typeof holders)[number];

/** How many groups are shown apart when nobody says; the rest is one group. */
export const usualMost = 8;
export const mostGroups = 20;
/** A first division of numbers, so that an answer is there at once. */
export const usualBounds = [10, 50];
export const mostBounds = 19;

const split = z.object({
  field: z.string(),
  /** Whose field: people can be split by those of their accounts. */
  of: searchWord(holders),
  /** Where one band of numbers ends and the next begins. */
  bounds: z.catch(z.optional(z.array(z.number())), undefined),
  most: z.catch(z.optional(z.int()), undefined),
});
export type ChosenSplit = z.infer<typeof split>;

/** What the address of a question has that can be split. */
export const splitShape = {
  split: z.catch(z.optional(split), undefined),
  /** The group that is looked at by itself. */
  group: searchText,
  /** The groups that are drawn, by their keys; the first few when nobody chose. */
  lines: z.catch(
    z.optional(z.array(z.pipe(z.union([z.string(), z.number()]), z.transform(String)))),
    undefined,
  ),
};

export type AudienceSearch = {
  unit?: Holder | undefined;
  segment?: string | undefined;
  as_of?: string | undefined;
};

export type SplitSearch = AudienceSearch & {
  split?: ChosenSplit | undefined;
  group?: string | undefined;
  lines?: string[] | undefined;
};

/** Whom a question looks at and as of when, as it is asked. */
export function toScope({ segment, as_of }: AudienceSearch) {
  return { segment_id: segment, as_of_on: as_of };
}

export function toAudience({ split, ...search }: SplitSearch) {
  return { ...toScope(search), breakdown: split && toBreakdown(split) };
}

function toBreakdown({ field, of, bounds, most }: ChosenSplit): Breakdown {
  return {
    field,
    ...(of ? { of } : {}),
    ...(bounds?.length ? { bounds } : {}),
    ...(most === undefined ? {} : { most }),
  };
}

type Kept = {
  unit?: Holder | undefined;
  segment_id?: string | null | undefined;
  as_of_on?: string | null | undefined;
  breakdown?: Breakdown | null | undefined;
};

/** The way back from what is stored. */
export function scopeOf({ segment_id, as_of_on }: Kept): AudienceSearch {
  return { segment: segment_id ?? undefined, as_of: as_of_on ?? undefined };
}

export function audienceOf({ unit, breakdown, ...kept }: Kept): SplitSearch {
  if (!breakdown) return scopeOf(kept);
  const { field, of, bounds, most = usualMost } = breakdown;
  const chosen: ChosenSplit = {
    field,
    of: of ?? unit ?? 'person',
    ...(bounds?.length ? { bounds } : {}),
    ...(most === usualMost ? {} : { most }),
  };
  return { ...scopeOf(kept), split: chosen };
}

/** Other units are counted: what only people have can't split accounts. */
export function withUnit(unit: Holder | undefined, { split: chosen }: SplitSearch): SplitSearch {
  const isLost = unit === 'account' && chosen !== undefined && chosen.of !== 'account';
  return { unit, group: undefined, lines: undefined, ...(isLost ? { split: undefined } : {}) };
}

/** Group lines belong to one division: another one has others. */
export function withSplit(chosen: ChosenSplit | undefined): SplitSearch {
  return { split: chosen, group: undefined, lines: undefined };
}
