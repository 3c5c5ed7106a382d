import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

export type NameValues = { name: string; description: string | null };

export function nameValuesOf({ name, description = null }: { name: string; description?: string | null }) {
  return { name, description };
}

/** What questions and dashboards are called. */
export function NameFields() {
  const { t } = useTranslation(['dashboards', 'common']);
  return (
    <>
      <Form.Item
        name="name"
        label={t('dashboards:name')}
        rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
      >
        <Input autoFocus autoComplete="off" maxLength={100} />
      </Form.Item>
      <Form.Item name="description" label={t('dashboards:description')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
      </Form.Item>
    </>
  );
}
