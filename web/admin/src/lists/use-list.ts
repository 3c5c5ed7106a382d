import type { ListState } from '@perennial/ui';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';

type Page<Row> = { data: Row[]; next_cursor?: string | null; total?: number | null };

/** Makes what `DataTable` shows from a paged query (generated infinite options + `cursorPaging`). */
export function useList<Row>(
  query: UseInfiniteQueryResult<InfiniteData<Page<Row>>, unknown>,
): ListState<Row> {
  const pages = query.data?.pages ?? [];
  return {
    rows: pages.flatMap((page) => page.data),
    isPending: query.isPending,
    isRefreshing: query.isFetching && !query.isPending && !query.isFetchingNextPage,
    error: query.error,
    retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => void query.fetchNextPage(),
    total: pages[0]?.total ?? undefined,
  };
}
