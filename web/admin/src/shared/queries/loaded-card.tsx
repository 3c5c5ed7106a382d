import type { Problem } from '@perennial/api-client';
import { Card, ErrorState } from '@perennial/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';

type LoadedCardProps<Data> = {
  query: UseQueryResult<Data, Problem>;
  /** How many lines stand for what is coming. */
  lines?: number;
  children: (data: Data) => ReactNode;
};

/** What a query brings; before, a card that says that it is coming, or why it did not. */
export function LoadedCard<Data>({ query, lines = 10, children }: LoadedCardProps<Data>) {
  if (query.isPending) {
    return (
      <Card>
        <Skeleton active paragraph={{ rows: lines }} />
      </Card>
    );
  }
  if (query.isError) {
    return (
      <Card>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      </Card>
    );
  }
  return children(query.data);
}
