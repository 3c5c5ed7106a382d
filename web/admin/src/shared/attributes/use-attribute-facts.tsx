import type { AttributeDefinition } from '@perennial/api-client';
import { Day, type Fact, Figure, Money, type MoneyValue } from '@perennial/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type AttributeObject, useAttributeDefinitions, useAttributeLabel } from './use-attributes';

/** The workspace's own fields of a record, for `Facts`. */
export function useAttributeFacts(object: AttributeObject, values: Record<string, unknown>): Fact[] {
  const { t } = useTranslation('work');
  const definitions = useAttributeDefinitions(object);
  const labelOf = useAttributeLabel();
  const optionLabel = (definition: AttributeDefinition, value: unknown) => {
    const option = definition.options.find((each) => each.value === value);
    return option ? labelOf(option) : String(value);
  };
  const show = (definition: AttributeDefinition, value: unknown): ReactNode => {
    if (value === null || value === undefined) return null;
    switch (definition.type) {
      case 'number':
        return <Figure value={Number(value)} />;
      case 'money':
        return <Money value={value as MoneyValue} />;
      case 'date':
        return <Day on={String(value)} />;
      case 'boolean':
        return t(value ? 'attribute.yes' : 'attribute.no');
      case 'multi_choice':
        return (value as unknown[])
          .map((each) => optionLabel(definition, each))
          .join(t('attribute.separator'));
      default:
        return optionLabel(definition, value);
    }
  };
  return definitions.map((definition) => ({
    label: labelOf(definition),
    value: show(definition, values[definition.key]),
  }));
}
