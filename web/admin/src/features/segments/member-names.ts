import type { SegmentMember } from '@perennial/api-client';

export function memberHref({ account_id, person_id }: SegmentMember): string {
  return account_id ? `/accounts/${account_id}` : `/people/${person_id}`;
}

/** By name; without one by the id that the sender knows. */
export function memberName({ name, external_id }: SegmentMember): string {
  return name || external_id || '—';
}
