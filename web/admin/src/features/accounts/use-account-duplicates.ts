import { listAccountDuplicatesOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';

/** The accounts that may be the same company. */
export function useAccountDuplicates(id: string, enabled = true) {
  return useQuery({
    ...listAccountDuplicatesOptions({ path: { id } }),
    select: ({ data }) => data.map(({ account, reasons }) => ({ record: account, reasons })),
    enabled,
  });
}
