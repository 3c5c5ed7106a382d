import type { LeadCondition } from './lead-condition';
import { useLeadConditionSentence } from './use-lead-condition-sentence';

type LeadConditionTextProps = { condition: LeadCondition | null | undefined };

/** Which leads a rule means, in a sentence. */
export function LeadConditionText({ condition }: LeadConditionTextProps) {
  return <span>{useLeadConditionSentence()(condition)}</span>;
}
