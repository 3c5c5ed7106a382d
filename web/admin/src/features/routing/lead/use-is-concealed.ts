import type { Lead } from '@perennial/api-client';
import { useGrant } from '../../../session/session-store';

/** What lies in a public pool is to be claimed before anything is done with it, except by whoever leads the team. */
export function useIsConcealed(lead: Lead): boolean {
  const canConfigure = useGrant('leads:configure');
  return Boolean(lead.pool_key) && !lead.owner_id && !canConfigure;
}
