import type { ReactNode } from 'react';

export type Column<Row> = {
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Pixels; the table scrolls sideways when the columns need more than there is. */
  width?: number;
  /** The API's sort field. Without it the column can't be sorted. */
  sortField?: string;
  align?: 'end';
  /** The row's name: always shown, first, and the heading of the card on a phone. */
  primary?: boolean;
  /** Off until somebody switches it on. */
  offByDefault?: boolean;
  /** Left out of the cards on phones. */
  deskOnly?: boolean;
};

/** What a table needs to know of its query. `useList` of the admin makes one from a generated query. */
export type ListState<Row> = {
  rows: Row[];
  /** Nothing has arrived yet. */
  isPending: boolean;
  /** Rows on show are being replaced (new filter, new sort). */
  isRefreshing: boolean;
  error: unknown;
  retry: () => void;
  hasMore: boolean;
  isLoadingMore: boolean;
  loadMore: () => void;
  total?: number | undefined;
};

/** `name` or `-name`, as the API takes it. */
export type Sort = string;
