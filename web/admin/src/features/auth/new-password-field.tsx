import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';

type NewPasswordFieldProps = { label: string };

/** A new password. The rules are the server's; here only its absence is caught. */
export function NewPasswordField({ label }: NewPasswordFieldProps) {
  const { t } = useTranslation(['auth', 'common']);
  return (
    <Form.Item
      name="password"
      label={label}
      extra={t('auth:field.new_password_hint')}
      rules={[{ required: true, message: t('common:form.required') }]}
    >
      <Input.Password autoComplete="new-password" />
    </Form.Item>
  );
}
