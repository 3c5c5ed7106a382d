import type { SegmentField } from '@perennial/api-client';
import { listSegmentFieldsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';

/** Whose fields they are. */
export type FieldSubject = 'account' | 'person' | 'subscription';

const none: SegmentField[] = [];

/** What conditions about a subject can ask for; some of it splits questions too. */
export function useSegmentFields(subject: FieldSubject, enabled = true) {
  const query = useQuery({
    ...listSegmentFieldsOptions({ query: { subject } }),
    staleTime: 300_000,
    enabled,
  });
  const { isPending, isError } = query;
  return { fields: query.data?.data ?? none, isPending, isError };
}
