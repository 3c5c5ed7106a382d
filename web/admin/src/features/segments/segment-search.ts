import * as z from 'zod/mini';
import { searchDay, searchFlag, searchText, searchWord } from '../../shared/filters/search-text';
import { startingPoints } from './starting-points';

export const subjects = ['account', 'person'] as const;
export const segmentTabs = ['members', 'condition', 'why'] as const;

export const segmentListSchema = z.object({
  q: searchText,
  subject: searchWord(subjects),
  archived: searchFlag,
  sort: searchText,
});

export const newSegmentSchema = z.object({
  start: searchWord(startingPoints),
  subject: searchWord(subjects),
});

export const segmentPageSchema = z.object({
  tab: searchWord(segmentTabs),
  /** Members as they were at the end of this day. */
  as_of: searchDay,
  /** Whose membership is explained. */
  of: searchText,
});
