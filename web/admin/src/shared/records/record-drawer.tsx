import { DetailDrawer, ErrorState } from '@perennial/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';

type RecordDrawerProps<Item> = {
  id: string;
  query: UseQueryResult<Item, unknown>;
  titleOf: (record: Item) => string;
  /** Stands there until the record has arrived. */
  kind: string;
  /** The list behind it, in its order, for previous and next. */
  siblings: string[];
  onOpen: (id: string | undefined) => void;
  /** Opens the record's own page, where it has one. */
  onExpand?: () => void;
  width?: number;
  children: (record: Item) => ReactNode;
};

/** One record over its list. It is loaded by its id, so a link opens it whatever the list shows. */
export function RecordDrawer<Item>(props: RecordDrawerProps<Item>) {
  const { id, query, titleOf, kind, siblings, onOpen, onExpand, width = 620, children } = props;
  const at = siblings.indexOf(id);
  const step = (to: string | undefined) => (at >= 0 && to ? () => onOpen(to) : undefined);
  return (
    <DetailDrawer
      isOpen
      title={query.data ? titleOf(query.data) : kind}
      onClose={() => onOpen(undefined)}
      {...(onExpand ? { onExpand } : {})}
      onPrevious={step(siblings[at - 1])}
      onNext={step(siblings[at + 1])}
      width={width}
    >
      {query.isPending ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? children(query.data) : null}
    </DetailDrawer>
  );
}
