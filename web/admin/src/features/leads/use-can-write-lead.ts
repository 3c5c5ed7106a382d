import type { Lead } from '@perennial/api-client';
import { useGrant } from '../../session/session-store';
import { useIsConcealed } from '../routing/lead/use-is-concealed';

/** Whether whoever is signed in may do something with the lead as it stands. */
export function useCanWriteLead(lead: Lead): boolean {
  const isConcealed = useIsConcealed(lead);
  return useGrant('leads:write') && !lead.archived_at && !lead.merged_into_id && !isConcealed;
}
