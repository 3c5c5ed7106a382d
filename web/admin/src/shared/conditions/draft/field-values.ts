import type { FieldOperator, SegmentFieldType } from '@perennial/api-client';

/** How many values an operator takes, and of what kind. */
export type ValueShape = 'none' | 'days' | 'one' | 'many';

const ofOne: readonly FieldOperator[] = [
  'contains',
  'does_not_contain',
  'starts_with',
  'greater',
  'less',
  'at_least',
  'at_most',
];
/** Values that are entered one at a time, whatever the operator. */
const single: readonly SegmentFieldType[] = ['boolean', 'money', 'date'];
const inDays: readonly FieldOperator[] = ['in_last_days', 'in_next_days'];

export function valueShape(kind: SegmentFieldType, operator: FieldOperator): ValueShape {
  if (operator === 'is_set' || operator === 'is_not_set') return 'none';
  if (inDays.includes(operator)) return 'days';
  return ofOne.includes(operator) || single.includes(kind) ? 'one' : 'many';
}

/** What is left of the values when the operator changes: as much as still makes sense. */
export function carriedValues(values: unknown[], from: ValueShape, to: ValueShape): unknown[] {
  if (to === 'days') return from === 'days' ? values : [30];
  if (to === 'none' || from === 'days') return [];
  return to === 'one' ? values.slice(0, 1) : values;
}

/** What was typed, as numbers. What is none is sent as it is: the server says so. */
export function typedNumbers(texts: string[]): (number | string)[] {
  return texts.map((text) => {
    const number = Number(text);
    return text.trim() !== '' && Number.isFinite(number) ? number : text;
  });
}
