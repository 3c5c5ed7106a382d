import * as z from 'zod/mini';
import { searchFlag, searchText } from '../../../shared/filters/search-text';

export const apiKeySearchSchema = z.object({
  /** `secret`, `publishable`, separated by commas. */
  kind: searchText,
  /** Revoked keys too. */
  revoked: searchFlag,
  sort: searchText,
  open: searchText,
  new: searchFlag,
});

export type ApiKeySearch = z.infer<typeof apiKeySearchSchema>;
