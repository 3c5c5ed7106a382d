import type { Stage } from '@perennial/api-client';
import { listLeadStagesOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';

/** The steps of the sales process, in their order; the workspace names them. */
export function useLeadStages(): Stage[] {
  const query = useQuery({ ...listLeadStagesOptions(), staleTime: 300_000 });
  return query.data?.data ?? [];
}
