import * as z from 'zod/mini';
import { searchText, searchWord } from '../../shared/filters/search-text';

export const scoringTabs = ['rules', 'model', 'versions'] as const;

export const scoringSearchSchema = z.object({
  tab: searchWord(scoringTabs),
  /** The training that was started here: its progress is shown after a reload too. */
  training: searchText,
});

export type ScoringSearch = z.infer<typeof scoringSearchSchema>;
