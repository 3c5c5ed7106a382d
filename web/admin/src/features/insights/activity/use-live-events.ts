import type { Event, ListEventsData } from '@perennial/api-client';
import { cursorPaging, listEventsInfiniteOptions, listEventsOptions } from '@perennial/api-client/queries';
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { useList } from '../../../lists/use-list';
import { isGap, newIn, withNewest } from './live-log';

const live = 3_000;
/** Whoever pauses still hears now and then how much is waiting. */
const paused = 15_000;

type LiveEventsOptions = {
  filter: NonNullable<ListEventsData['query']>;
  isPaused: boolean;
  /** Somebody reads: what is new waits until it is asked for. */
  isHeld: boolean;
};

/**
 * The log, and beside it the newest page again and again while the page is visible. The two are put together only when
 * nobody would lose the line that they read.
 */
export function useLiveEvents({ filter, isPaused, isHeld }: LiveEventsOptions) {
  const queryClient = useQueryClient();
  const query = { ...filter, limit: 50 };
  const options = listEventsInfiniteOptions({ query });
  const log = useInfiniteQuery({ ...options, ...cursorPaging, staleTime: Number.POSITIVE_INFINITY });
  const isThere = log.isSuccess && !log.isPlaceholderData;
  const { data: newest } = useQuery({
    ...listEventsOptions({ query }),
    enabled: isThere,
    refetchInterval: isPaused ? paused : live,
  });
  const fresh = isThere && newest ? newIn(log.data, newest) : [];
  const isWaiting = fresh.length > 0;
  const { queryKey } = options;
  const takeIn = useCallback(() => {
    if (newest) queryClient.setQueryData<typeof log.data>(queryKey, (old) => old && withNewest(old, newest));
  }, [queryClient, queryKey, newest]);
  useEffect(() => {
    if (isWaiting && !isHeld) takeIn();
  }, [isWaiting, isHeld, takeIn]);
  return {
    list: useList<Event>(log),
    /** How many wait, and whether there are more than that. */
    waiting:
      isHeld && newest ? { count: fresh.length, isMore: isGap(fresh, newest) } : { count: 0, isMore: false },
    takeIn,
  };
}
