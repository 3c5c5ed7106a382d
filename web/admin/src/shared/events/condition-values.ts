import type { ChosenCondition } from './chosen-events';

export type ConditionKind = 'text' | 'number' | 'boolean';

/** As what a value is entered: by the operator, else by the types with which the property came so far. */
export function conditionKind({ operator }: ChosenCondition, types: readonly string[]): ConditionKind {
  if (operator === 'greater' || operator === 'less') return 'number';
  if (operator === 'contains') return 'text';
  const known = new Set(types.filter((type) => type !== 'null'));
  if (known.size !== 1) return 'text';
  if (known.has('number')) return 'number';
  return known.has('boolean') ? 'boolean' : 'text';
}

/** What was entered, as a value. What is no number where one is wanted is sent as it is: the server says so. */
export function enteredValue(text: string, kind: ConditionKind): string | number | undefined {
  const entered = text.trim();
  if (entered === '') return undefined;
  const number = Number(entered);
  return kind === 'number' && Number.isFinite(number) ? number : entered;
}
