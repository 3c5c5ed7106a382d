import type {
  AttributeDefinition,
  AttributeDefinitionPatch,
  ChoiceOption,
  NewAttributeDefinition,
} from '@perennial/api-client';
import { filledFields } from '../../../shared/forms/changed-fields';

export const attributeKinds = [
  'text',
  'number',
  'money',
  'date',
  'boolean',
  'single_choice',
  'multi_choice',
] as const satisfies AttributeDefinition['type'][];

/** What the form holds; the names are those of the API's body. */
export type AttributeValues = Partial<
  Pick<NewAttributeDefinition, 'label' | 'label_zh' | 'key' | 'type' | 'description'>
> & { options?: Partial<ChoiceOption>[] };

export function hasOptions(type: AttributeDefinition['type'] | undefined): boolean {
  return type === 'single_choice' || type === 'multi_choice';
}

export function valuesOf(definition: AttributeDefinition): AttributeValues {
  const { label, label_zh, type, description, options } = definition;
  return {
    label,
    label_zh: label_zh ?? null,
    description: description ?? null,
    // In the order of the form's fields, so that an untouched list compares as equal.
    ...(hasOptions(type)
      ? {
          options: options.map(({ value, label, label_zh }) => ({
            value,
            label: label ?? null,
            label_zh: label_zh ?? null,
          })),
        }
      : {}),
  };
}

export function newAttributeBody(
  object: AttributeDefinition['object'],
  { options = [], ...values }: AttributeValues,
): NewAttributeDefinition {
  return {
    object,
    ...filledFields(values),
    // Somebody may have entered options and then chosen another type.
    ...(hasOptions(values.type) ? { options: options.map(optionBody) } : {}),
  } as NewAttributeDefinition;
}

export function attributePatch(changes: Partial<AttributeValues>): AttributeDefinitionPatch {
  const { options, key: _key, type: _type, ...rest } = changes;
  return { ...rest, ...('options' in changes ? { options: (options ?? []).map(optionBody) } : {}) };
}

function optionBody(option: Partial<ChoiceOption>): ChoiceOption {
  return filledFields(option) as ChoiceOption;
}
