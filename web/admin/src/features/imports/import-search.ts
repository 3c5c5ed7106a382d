import * as z from 'zod/mini';
import { searchText } from '../../shared/filters/search-text';

/** The address of the list: the API's filters by their own names. */
export const importSearchSchema = z.object({ target: searchText, state: searchText, sort: searchText });

export type ImportSearch = z.infer<typeof importSearchSchema>;
