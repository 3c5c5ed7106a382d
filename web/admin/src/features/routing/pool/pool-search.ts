import * as z from 'zod/mini';
import { searchText } from '../../../shared/filters/search-text';

export const poolSearchSchema = z.object({
  /** Which pool, by its key; left out, the first one. */
  pool: searchText,
  q: searchText,
  grade: searchText,
  channel_id: searchText,
  sort: searchText,
  open: searchText,
  lead_tab: searchText,
});

export type PoolSearch = z.infer<typeof poolSearchSchema>;
