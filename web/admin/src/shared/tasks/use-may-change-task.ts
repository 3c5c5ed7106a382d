import type { Task } from '@perennial/api-client';
import { useGrant } from '../../session/session-store';

/** Whether the reader may change a task: who may change what it is about may. */
export function useMayChangeTask(): (task: Task) => boolean {
  const leads = useGrant('leads:write');
  const customers = useGrant('customers:write');
  return ({ subject }) => (subject.type === 'lead' ? leads : customers);
}
