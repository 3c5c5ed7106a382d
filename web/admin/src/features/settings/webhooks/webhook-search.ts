import * as z from 'zod/mini';
import { searchFlag, searchText, searchWord } from '../../../shared/filters/search-text';

export const webhookTabs = ['endpoints', 'deliveries'] as const;

export const webhookSearchSchema = z.object({
  tab: searchWord(webhookTabs),
  endpoint_id: searchText,
  state: searchText,
  event_type: searchText,
  sort: searchText,
  open: searchText,
  new: searchFlag,
});

export type WebhookSearch = z.infer<typeof webhookSearchSchema>;
export type WebhookTab = (typeof webhookTabs)[number];
export type WebhookListProps = { search: WebhookSearch; change: (part: Partial<WebhookSearch>) => void };
