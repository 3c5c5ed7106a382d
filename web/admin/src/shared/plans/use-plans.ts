import type { Plan } from '@perennial/api-client';
import { listPlansOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useGrant } from '../../session/session-store';

const none: Plan[] = [];

/** The plans on sale, the cheapest first: few, and named by every screen about money. */
export function usePlans(): Plan[] {
  const enabled = useGrant('catalog:read');
  const query = useQuery({ ...listPlansOptions({ query: { limit: 200 } }), staleTime: 60_000, enabled });
  return query.data?.data ?? none;
}

/** The name of any plan, also of one that is no longer sold; a dash while it isn't known, nothing where there is no plan. */
export function usePlanName(): (id: string | null | undefined) => string | undefined {
  const onSale = usePlans();
  const enabled = useGrant('catalog:read');
  const query = { limit: 200, archived: true };
  const archived = useQuery({ ...listPlansOptions({ query }), staleTime: 60_000, enabled }).data?.data;
  return useCallback(
    (id) => (id ? ([...onSale, ...(archived ?? [])].find((plan) => plan.id === id)?.name ?? '—') : undefined),
    [onSale, archived],
  );
}
