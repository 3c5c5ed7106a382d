import type { FormField } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useAttributeDefinitions, useAttributeLabel } from '../../shared/attributes/use-attributes';

const knownKeys = [
  'name',
  'company',
  'title',
  'phone',
  'email',
  'wechat',
  'industry',
  'city',
  'message',
] as const;

export type FieldKeyOption = { value: string; label: string };

/** What a form can ask for: a lead's own fields, and the workspace's. */
export function useFieldKeys(): FieldKeyOption[] {
  const { t } = useTranslation('lead-forms');
  const labelOf = useAttributeLabel();
  const attributes = useAttributeDefinitions('lead').filter(({ archived_at }) => !archived_at);
  return [
    ...knownKeys.map((value) => ({ value, label: t(`key.${value}`) })),
    ...attributes.map((each) => ({ value: `attr:${each.key}`, label: labelOf(each) })),
  ];
}

/** What is not asked yet: a form asks for each thing once. */
export function unusedKeys(all: FieldKeyOption[], fields: readonly FormField[]): FieldKeyOption[] {
  const used = new Set(fields.map(({ key }) => key));
  return all.filter(({ value }) => !used.has(value));
}

/** The fields with one moved by a place; unchanged at the ends. */
export function movedField(fields: readonly FormField[], from: number, by: -1 | 1): FormField[] {
  const field = fields[from];
  const to = from + by;
  if (!field || to < 0 || to >= fields.length) return [...fields];
  return fields.toSpliced(from, 1).toSpliced(to, 0, field);
}
