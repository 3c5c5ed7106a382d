import { keepPreviousData, type QueryClient } from '@tanstack/react-query';

/** Spread into `useInfiniteQuery` after generated infinite options: the API's cursors, and old rows kept on show. */
export const cursorPaging = {
  initialPageParam: {},
  getNextPageParam: (page: { next_cursor?: string | null }) => page.next_cursor ?? undefined,
  placeholderData: keepPreviousData,
};

/** Makes everything read under these OpenAPI tags stale: after a write, name what it may have changed. */
export function invalidateTags(queryClient: QueryClient, ...tags: string[]): Promise<void> {
  return queryClient.invalidateQueries({
    predicate: ({ queryKey }) => {
      const [key] = queryKey as [{ tags?: readonly string[] } | undefined];
      return key?.tags?.some((tag) => tags.includes(tag)) ?? false;
    },
  });
}
