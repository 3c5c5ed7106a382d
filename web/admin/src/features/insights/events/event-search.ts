import * as z from 'zod/mini';
import { searchText, searchWord } from '../../../shared/filters/search-text';

export const eventStatuses = ['allowed', 'denied'] as const;

export const eventSearchSchema = z.object({
  q: searchText,
  status: searchWord(eventStatuses),
  sort: searchText,
  open: searchText,
});

export type EventSearch = z.infer<typeof eventSearchSchema>;
