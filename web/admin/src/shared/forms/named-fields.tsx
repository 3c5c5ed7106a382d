import { Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keyOf } from './key-of';

type NamedFieldsProps = {
  /** The property that holds the name. */
  nameField: 'name' | 'label';
  nameLabel: string;
  nameHint?: string;
  keyLabel: string;
  keyHint: string;
  /** A record that is saved keeps its key for good. */
  isNew: boolean;
  maxLength: number;
};

/** A name, and the key by which programs know it: proposed from the name until somebody types one. */
export function NamedFields(props: NamedFieldsProps) {
  const { nameField, nameLabel, nameHint, keyLabel, keyHint, isNew, maxLength } = props;
  const { t } = useTranslation();
  const form = Form.useFormInstance();
  const [isOwnKey, setOwnKey] = useState(false);
  const propose = (name: string) => {
    if (isNew && !isOwnKey) form.setFieldValue('key', keyOf(name));
  };
  const rules = [{ required: true, whitespace: true, message: t('form.required') }];
  return (
    <>
      <Form.Item name={nameField} label={nameLabel} extra={nameHint} rules={rules}>
        <Input
          autoFocus={isNew}
          autoComplete="off"
          maxLength={maxLength}
          onChange={({ target }) => propose(target.value)}
        />
      </Form.Item>
      {isNew ? (
        <Form.Item name="key" label={keyLabel} extra={keyHint} rules={rules}>
          <Input autoComplete="off" maxLength={60} onChange={() => setOwnKey(true)} />
        </Form.Item>
      ) : null}
    </>
  );
}
