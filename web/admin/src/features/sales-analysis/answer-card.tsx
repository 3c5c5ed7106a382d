import { Card, ErrorState } from '@perennial/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';

type AnswerCardProps<Answer> = {
  query: UseQueryResult<Answer, unknown>;
  children: (answer: Answer, isRefreshing: boolean) => ReactNode;
};

/** Waits for an answer, or says why there is none. */
export function AnswerCard<Answer>({ query, children }: AnswerCardProps<Answer>) {
  if (query.data !== undefined && !query.isError) return children(query.data, query.isPlaceholderData);
  return (
    <Card>
      {query.isError ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton active paragraph={{ rows: 7 }} />
      )}
    </Card>
  );
}
