import type { SegmentField } from '@perennial/api-client';
import { listLeadFieldsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useSegmentFields } from '../segments/use-segment-fields';
import type { RowSubject } from './draft/condition-draft';

const none: SegmentField[] = [];

/** What rows of a condition can ask for. */
export function useConditionFields(subject: RowSubject) {
  const isLead = subject === 'lead';
  const ofLeads = useQuery({ ...listLeadFieldsOptions(), staleTime: 300_000, enabled: isLead });
  const ofOthers = useSegmentFields(isLead ? 'account' : subject, !isLead);
  if (!isLead) return ofOthers;
  const { isPending, isError } = ofLeads;
  return { fields: ofLeads.data?.data ?? none, isPending, isError };
}
