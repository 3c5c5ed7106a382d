import type { ChannelKind } from '@perennial/api-client';

export const channelKinds = [
  'search',
  'social',
  'content',
  'event',
  'referral',
  'partner',
  'direct',
  'other',
] as const satisfies ChannelKind[];
