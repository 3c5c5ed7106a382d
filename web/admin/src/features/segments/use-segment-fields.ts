import type { SegmentField } from '@perennial/api-client';
import { listSegmentFieldsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import type { RowSubject } from './condition/condition-draft';

const none: SegmentField[] = [];

/** What conditions about a subject can ask for. */
export function useSegmentFields(subject: RowSubject) {
  const query = useQuery({ ...listSegmentFieldsOptions({ query: { subject } }), staleTime: 300_000 });
  const { isPending, isError } = query;
  return { fields: query.data?.data ?? none, isPending, isError };
}
