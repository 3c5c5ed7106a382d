import type { Member } from '@perennial/api-client';
import { listMembersOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';

type Members = {
  members: Member[];
  nameOf: (id: string | null | undefined) => string | undefined;
  isPending: boolean;
};

/** The colleagues of this workspace: few, and asked for by every screen that names an owner. */
export function useMembers(): Members {
  const query = useQuery({ ...listMembersOptions({ query: { limit: 200 } }), staleTime: 300_000 });
  const members = query.data?.data ?? [];
  return {
    members,
    nameOf: (id) => members.find((member) => member.id === id)?.name,
    isPending: query.isPending,
  };
}
