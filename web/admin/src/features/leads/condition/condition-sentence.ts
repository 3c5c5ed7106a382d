import type { FieldCondition, SegmentField, SegmentFieldType } from '@perennial/api-client';
import type { Join } from '../../../shared/conditions/draft/condition-draft';
import type { LeadCondition } from './lead-condition';

/** How the language of the reader says the parts of a condition. */
export type SentenceWords = {
  everyLead: string;
  noLead: string;
  between: Record<Join, string>;
  group: (inner: string) => string;
  not: (inner: string) => string;
  field: (field: FieldCondition) => string;
};

/** Reads a condition aloud; groups within groups stand in brackets. */
export function conditionSentence(condition: LeadCondition, words: SentenceWords): string {
  if ('field' in condition) return words.field(condition.field);
  if ('not' in condition) return words.not(conditionSentence(condition.not, words));
  const [join, parts] =
    'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
  if (parts.length === 0) return join === 'all' ? words.everyLead : words.noLead;
  const said = parts.map((part) => {
    const inner = conditionSentence(part, words);
    return parts.length > 1 && isList(part) ? words.group(inner) : inner;
  });
  return said.join(words.between[join]);
}

function isList(condition: LeadCondition): boolean {
  return ('all' in condition && condition.all.length > 1) || ('any' in condition && condition.any.length > 1);
}

const ofDates = {
  greater: 'date_greater',
  less: 'date_less',
  at_least: 'date_at_least',
  at_most: 'date_at_most',
} as const;
const ofLists = { is: 'list_is', is_not: 'list_is_not' } as const;

/** The text that says a comparison of a kind of field. */
export function sayingOf({ operator }: FieldCondition, kind: SegmentFieldType) {
  if (kind === 'date' && operator in ofDates) return ofDates[operator as keyof typeof ofDates];
  if (kind === 'multi_choice' && operator in ofLists) return ofLists[operator as keyof typeof ofLists];
  return kind === 'boolean' && operator === 'is' ? 'boolean' : operator;
}

/** What a value is called where the field has options. */
export function optionOf(field: SegmentField, value: unknown): SegmentField['options'][number] | undefined {
  return field.options.find((option) => option.value === value);
}
