import { cancelOperation, getOperation, type Operation, toProblem } from '@perennial/api-client';
import { getOperationQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isOver, nextLook } from './operation-state';

/**
 * Follows long work by its id, so that it goes on after a reload wherever the id is kept. When it ends, everything read
 * under the OpenAPI tags is read again.
 */
export function useOperation(id: string | null | undefined, tags: readonly string[] = []) {
  const { t } = useTranslation('common');
  const queryClient = useQueryClient();
  const queryKey = getOperationQueryKey({ path: { id: id ?? '' } });
  const query = useQuery({
    queryKey,
    enabled: Boolean(id),
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const before = queryClient.getQueryData<Operation>(queryKey);
      const { data } = await getOperation({ path: { id: id ?? '' }, signal, throwOnError: true });
      if (isOver(data) && !(before && isOver(before))) void invalidateTags(queryClient, ...tags);
      return data;
    },
    refetchInterval: ({ state }) => nextLook(state.data, state.status === 'error'),
  });
  const cancel = useMutation({
    mutationFn: async () => (await cancelOperation({ path: { id: id ?? '' }, throwOnError: true })).data,
    onSuccess: (operation) => queryClient.setQueryData(queryKey, operation),
    onError: (error) => {
      const { detail, title } = toProblem(error);
      showToast(detail ?? title ?? t('problem.unknown'), { tone: 'danger' });
    },
  });
  return {
    operation: query.data,
    isPending: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    cancel: () => cancel.mutate(),
    isCancelling: cancel.isPending,
  };
}

/** Keeps the operation that a 202 brought, so that its progress shows without waiting for the first look. */
export function keepOperation(queryClient: QueryClient, operation: Operation): void {
  queryClient.setQueryData(getOperationQueryKey({ path: { id: operation.id } }), operation);
}
