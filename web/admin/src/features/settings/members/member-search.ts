import * as z from 'zod/mini';
import { searchFlag, searchText, searchWord } from '../../../shared/filters/search-text';

export const memberTabs = ['members', 'invitations', 'roles'] as const;

export const memberSearchSchema = z.object({
  tab: searchWord(memberTabs),
  q: searchText,
  role: searchText,
  /** Of members, or of invitations on their tab. */
  state: searchText,
  open: searchText,
  invite: searchFlag,
});

export type MemberSearch = z.infer<typeof memberSearchSchema>;
export type MemberTab = (typeof memberTabs)[number];
