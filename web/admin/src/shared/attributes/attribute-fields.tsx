import type { AttributeDefinition } from '@perennial/api-client';
import { Form, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyInput } from '../money/money-input';
import { DayPicker } from '../time/pickers';
import { type AttributeObject, useAttributeDefinitions, useAttributeLabel } from './use-attributes';

/** One form field per attribute that the workspace defined, under `attributes` of the form's values. */
export function AttributeFields({ object }: { object: AttributeObject }) {
  const definitions = useAttributeDefinitions(object);
  const labelOf = useAttributeLabel();
  return definitions.map((definition) => (
    <Form.Item
      key={definition.key}
      name={['attributes', definition.key]}
      label={labelOf(definition)}
      tooltip={definition.description}
    >
      <AttributeControl definition={definition} />
    </Form.Item>
  ));
}

type ControlProps = { definition: AttributeDefinition };

/** antd hands `value` and `onChange` on to the one child, so this component passes them through. */
function AttributeControl({ definition, ...bound }: ControlProps): ReactNode {
  const { t } = useTranslation('work');
  const labelOf = useAttributeLabel();
  const options = definition.options.map((option) => ({ value: option.value, label: labelOf(option) }));
  switch (definition.type) {
    case 'number':
      return <InputNumber style={{ width: '100%' }} {...bound} />;
    case 'money':
      return <MoneyInput {...bound} />;
    case 'date':
      return <DayPicker {...bound} />;
    case 'boolean':
      return (
        <Select
          allowClear
          options={[
            { value: true, label: t('attribute.yes') },
            { value: false, label: t('attribute.no') },
          ]}
          {...bound}
        />
      );
    case 'single_choice':
      return <Select allowClear options={options} {...bound} />;
    case 'multi_choice':
      return <Select mode="multiple" allowClear options={options} {...bound} />;
    default:
      return <Input {...bound} />;
  }
}
