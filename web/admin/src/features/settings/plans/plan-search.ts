import * as z from 'zod/mini';
import { searchFlag, searchText } from '../../../shared/filters/search-text';

export const planSearchSchema = z.object({
  /** Those that are no longer sold, instead of those on sale. */
  archived: searchFlag,
  sort: searchText,
  open: searchText,
  new: searchFlag,
});

export type PlanSearch = z.infer<typeof planSearchSchema>;
