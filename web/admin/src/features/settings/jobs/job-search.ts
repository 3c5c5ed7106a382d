import * as z from 'zod/mini';
import { searchText } from '../../../shared/filters/search-text';

export const jobSearchSchema = z.object({
  /** Dead jobs unless it says otherwise: those are the ones that wait for a decision. */
  state: searchText,
  kind: searchText,
  sort: searchText,
  open: searchText,
});

export type JobSearch = z.infer<typeof jobSearchSchema>;
