import * as z from 'zod/mini';
import { searchFlag, searchText, searchWord } from '../../shared/filters/search-text';

export const channelTabs = ['channels', 'campaigns', 'spend', 'rates', 'rules'] as const;

export const channelSearchSchema = z.object({
  tab: searchWord(channelTabs),
  q: searchText,
  kind: searchText,
  channel_id: searchText,
  campaign_id: searchText,
  state: searchText,
  from: searchText,
  to: searchText,
  archived: searchFlag,
  sort: searchText,
  /** The record that is open, or `new`. */
  open: searchText,
});

export type ChannelSearch = z.infer<typeof channelSearchSchema>;

export type PanelProps = {
  search: ChannelSearch;
  onChange: (change: Partial<ChannelSearch>) => void;
  onClear: () => void;
  canWrite: boolean;
};
