import type { Criterion, CriterionAnswer, DisputeState, Validity } from '@perennial/api-client';
import type { StatusTone } from '@perennial/ui';

export const validities = ['valid', 'invalid', 'unknown'] as const satisfies Validity[];
export const criteria = ['scenario', 'persona', 'decision_maker', 'intent'] as const satisfies Criterion[];
export const answers = ['yes', 'no', 'unknown'] as const satisfies CriterionAnswer['answer'][];
export const disputeStates = ['open', 'accepted', 'rejected'] as const satisfies DisputeState[];

export const validityTones: Record<Validity, StatusTone> = {
  valid: 'success',
  invalid: 'danger',
  unknown: 'neutral',
};
