import * as z from 'zod/mini';
import { searchFlag, searchText } from '../../shared/filters/search-text';

export const kitSearchSchema = z.object({
  q: searchText,
  kind: searchText,
  archived: searchFlag,
  sort: searchText,
  open: searchText,
  new: searchFlag,
});

export type KitSearch = z.infer<typeof kitSearchSchema>;
