import type { Campaign, Channel } from '@perennial/api-client';
import { listCampaignsOptions, listChannelsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';

/** The channels in use: few, and named by every screen about leads. */
export function useChannels(): Channel[] {
  const query = useQuery({ ...listChannelsOptions({ query: { limit: 200 } }), staleTime: 60_000 });
  return query.data?.data ?? [];
}

export function useCampaigns(): Campaign[] {
  const query = useQuery({ ...listCampaignsOptions({ query: { limit: 200 } }), staleTime: 60_000 });
  return query.data?.data ?? [];
}
