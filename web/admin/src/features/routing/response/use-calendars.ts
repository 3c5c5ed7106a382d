import { listWorkCalendarsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';

/** The calendars whose working time promises may count. */
export function useCalendars() {
  return useQuery({ ...listWorkCalendarsOptions(), staleTime: 300_000 }).data?.data ?? [];
}
