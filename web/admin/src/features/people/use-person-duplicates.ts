import { listPersonDuplicatesOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';

/** The entries that may be the same human. */
export function usePersonDuplicates(id: string, enabled = true) {
  return useQuery({
    ...listPersonDuplicatesOptions({ path: { id } }),
    select: ({ data }) => data.map(({ person, reasons }) => ({ record: person, reasons })),
    enabled,
  });
}
