import type { ChoiceOption } from '@perennial/api-client';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { EditableRows } from '../../../shared/forms/editable-rows';

/** The values of a choice. What is stored can't be renamed, only what people read. */
export function AttributeOptionsEditor({ saved }: { saved: ChoiceOption[] }) {
  const { t } = useTranslation('attributes');
  return (
    <EditableRows
      name="options"
      title={t('options.title')}
      text={t('options.text')}
      addLabel={t('options.add')}
      fields={(at) => <OptionFields at={at} saved={saved} />}
    />
  );
}

function OptionFields({ at, saved }: { at: number; saved: ChoiceOption[] }) {
  const { t } = useTranslation(['attributes', 'common']);
  const form = Form.useFormInstance();
  const value = Form.useWatch(['options', at, 'value'], form) as string | undefined;
  // The row itself tells: a new one may be given the value of one that was just removed.
  const isSaved =
    saved.some((option) => option.value === value) && !form.isFieldTouched(['options', at, 'value']);
  return (
    <>
      <Form.Item
        name={[at, 'value']}
        label={t('attributes:options.value')}
        rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
      >
        <Input autoComplete="off" maxLength={100} disabled={isSaved} />
      </Form.Item>
      <Form.Item name={[at, 'label']} label={t('attributes:options.label')}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item name={[at, 'label_zh']} label={t('attributes:field.label_zh')}>
        <Input autoComplete="off" maxLength={100} />
      </Form.Item>
    </>
  );
}
