import * as z from 'zod/mini';
import { searchText } from '../../../shared/filters/search-text';

export const operationSearchSchema = z.object({
  kind: searchText,
  state: searchText,
  sort: searchText,
  open: searchText,
});

export type OperationSearch = z.infer<typeof operationSearchSchema>;
