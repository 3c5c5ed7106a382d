import * as z from 'zod/mini';
import { searchFlag, searchText, searchWord } from '../../../shared/filters/search-text';

export const attributeObjects = ['account', 'person', 'lead'] as const;

export const attributeSearchSchema = z.object({
  object: searchWord(attributeObjects),
  /** Those out of use, instead of those in use. */
  archived: searchFlag,
  open: searchText,
  new: searchFlag,
});

export type AttributeSearch = z.infer<typeof attributeSearchSchema>;
