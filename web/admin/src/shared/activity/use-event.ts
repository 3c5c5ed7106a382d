import type { Event } from '@perennial/api-client';
import { listEventsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { eventKey, placeOf } from './event-key';

/** The event of an address: from the rows that are there, else from the log, so that a link opens it whatever is listed. */
export function useEvent(key: string, rows: readonly Event[]) {
  const known = rows.find((row) => eventKey(row) === key);
  const place = placeOf(key);
  const { id, ...range } = place ?? {};
  const query = useQuery({
    ...listEventsOptions({ query: { ...range, limit: 200 } }),
    enabled: known === undefined && place !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const event = known ?? query.data?.data.find((row) => row.id === id);
  return {
    event,
    error: query.error,
    retry: () => void query.refetch(),
    isMissing: !event && (place === undefined || query.isSuccess),
  };
}
