import { getSegmentOptions } from '@perennial/api-client/queries';
import { useQueries } from '@tanstack/react-query';
import { useGrant } from '../../session/session-store';

/** What segments are called that are known by their ids only. */
export function useSegmentNames(ids: string[]): (id: string) => string | undefined {
  const mayReadEvents = useGrant('events:read');
  const mayReadCustomers = useGrant('customers:read');
  const enabled = mayReadEvents && mayReadCustomers;
  const found = useQueries({
    queries: [...new Set(ids)].map((id) => ({
      ...getSegmentOptions({ path: { id } }),
      enabled,
      staleTime: 300_000,
    })),
  });
  return (id) => found.find(({ data }) => data?.id === id)?.data?.name;
}
