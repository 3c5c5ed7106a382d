import * as z from 'zod/mini';
import { searchText, searchWord } from '../../shared/filters/search-text';

export const routingTabs = ['assignment', 'pools', 'response'] as const;
export const previewNights = ['n1', 'n7', 'n30'] as const;
export const figureWindows = ['d30', 'd90', 'd365'] as const;

export const routingSearchSchema = z.object({
  tab: searchWord(routingTabs),
  /** How many nights the preview of what is taken back looks ahead: words, for the router reads `7` as a number. */
  nights: searchWord(previewNights),
  /** Of which days the figures of first answers are. */
  window: searchWord(figureWindows),
  /** The lead that is open beside the page. */
  open: searchText,
  lead_tab: searchText,
});

export type RoutingSearch = z.infer<typeof routingSearchSchema>;
