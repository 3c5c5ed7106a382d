import type { KitEffect } from '@perennial/api-client';
import { listKitEffectsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';

/** How leads came out with each item; undefined for one that was never used. */
export function useKitEffects(): (id: string) => KitEffect | undefined {
  const { data } = useQuery(listKitEffectsOptions());
  return useCallback((id) => data?.data.find(({ kit_item_id }) => kit_item_id === id), [data]);
}
