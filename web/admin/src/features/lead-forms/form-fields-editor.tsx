import type { FormField } from '@perennial/api-client';
import { Button, Checkbox, Dropdown, Form, Input, Select } from 'antd';
import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { RowTool } from '../../shared/forms/row-tool';
import styles from './form-builder.module.css';
import { movedField, unusedKeys, useFieldKeys } from './form-field-keys';

type FieldsEditorProps = {
  value?: FormField[];
  onChange?: (fields: FormField[]) => void;
  canWrite: boolean;
};

/** The questions of a form, in the order in which visitors see them. */
export function FormFieldsEditor({ value = [], onChange = () => {}, canWrite }: FieldsEditorProps) {
  const { t } = useTranslation('lead-forms');
  const keys = useFieldKeys();
  const left = unusedKeys(keys, value);
  const labelOf = (key: string) => keys.find((each) => each.value === key)?.label ?? key;
  const change = (at: number, part: Partial<FormField>) =>
    onChange(value.map((field, index) => (index === at ? { ...field, ...part } : field)));
  const add = (key: string) =>
    onChange([...value, { key, label: labelOf(key), required: false, options: [] }]);
  return (
    <>
      {value.map((field, at) => (
        <FieldRow
          key={field.key}
          field={field}
          name={labelOf(field.key)}
          at={at}
          onChange={(part) => change(at, part)}
          tools={
            canWrite ? (
              <>
                <RowTool
                  label={t('move_up', { field: field.label })}
                  icon={<ArrowUp size={14} />}
                  isOff={at === 0}
                  onClick={() => onChange(movedField(value, at, -1))}
                />
                <RowTool
                  label={t('move_down', { field: field.label })}
                  icon={<ArrowDown size={14} />}
                  isOff={at === value.length - 1}
                  onClick={() => onChange(movedField(value, at, 1))}
                />
                <RowTool
                  label={t('remove', { field: field.label })}
                  icon={<X size={14} />}
                  isOff={value.length === 1}
                  onClick={() => onChange(value.toSpliced(at, 1))}
                />
              </>
            ) : null
          }
        />
      ))}
      {canWrite && left.length > 0 ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: left.map(({ value: key, label }) => ({ key, label })),
            onClick: ({ key }) => add(key),
          }}
        >
          <Button icon={<Plus size={14} />}>{t('add_field')}</Button>
        </Dropdown>
      ) : null}
    </>
  );
}

/** Nobody chooses a name or a number from a list. */
function mayOffer(key: string): boolean {
  return key === 'industry' || key === 'city' || key.startsWith('attr:');
}

type FieldRowProps = {
  field: FormField;
  name: string;
  at: number;
  onChange: (part: Partial<FormField>) => void;
  tools: ReactNode;
};

function FieldRow({ field, name, at, onChange, tools }: FieldRowProps) {
  const { t } = useTranslation('lead-forms');
  return (
    <div className={styles.field}>
      <div className={styles.fieldMain}>
        <span className={styles.fieldKey}>{name}</span>
        {/* Hidden items, so that the API's pointers such as /fields/0/label find their place. */}
        <Form.Item name={['fields', at, 'label']} noStyle>
          <Input
            aria-label={t('label_of', { field: name })}
            maxLength={120}
            onChange={(event) => onChange({ label: event.target.value })}
          />
        </Form.Item>
        <Checkbox checked={field.required} onChange={(event) => onChange({ required: event.target.checked })}>
          {t('required')}
        </Checkbox>
        {mayOffer(field.key) ? (
          <Select<string[]>
            mode="tags"
            open={false}
            suffixIcon={null}
            className={styles.fieldOptions ?? ''}
            aria-label={t('options_of', { field: name })}
            placeholder={t('options')}
            tokenSeparators={[',', '\uFF0C', '\n']}
            value={field.options}
            onChange={(options) => onChange({ options })}
          />
        ) : null}
      </div>
      <div className={styles.fieldTools}>{tools}</div>
    </div>
  );
}
