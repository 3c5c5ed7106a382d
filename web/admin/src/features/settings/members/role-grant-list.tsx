import type { Role } from '@perennial/api-client';
import { listRolesOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { GrantList } from '../../../shared/grants/grant-list';

/** What somebody in this role may do. */
export function RoleGrantList({ role }: { role: Role }) {
  const query = useQuery({ ...listRolesOptions(), staleTime: 300_000 });
  if (query.isPending) return <Skeleton active title={false} paragraph={{ rows: 4 }} />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />;
  return <GrantList grants={query.data.data.find((each) => each.role === role)?.grants ?? []} />;
}
