import { signUp } from '@perennial/api-client';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { asLanguage } from '../../i18n/language';
import { AuthPage } from './auth-page';
import { NewPasswordField } from './new-password-field';
import { useEntry } from './use-entry';

type SignUpValues = { workspace_name: string; name: string; email: string; password: string };

export function SignUpPage() {
  const { t, i18n } = useTranslation(['auth', 'common']);
  const enter = useEntry();
  const form = useProblemForm({
    submit: async (values: SignUpValues) => {
      const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      const locale = asLanguage(i18n.language);
      const body = { ...values, ...(locale ? { locale } : {}), time_zone };
      const { data } = await signUp({ body, throwOnError: true });
      return data;
    },
    onDone: (session) => enter(session),
  });
  const rules = [{ required: true, message: t('common:form.required') }];
  return (
    <AuthPage
      title={t('auth:sign_up.title')}
      lead={t('auth:sign_up.lead')}
      footer={
        <>
          {t('auth:sign_up.have_account')} <Link to="/sign-in">{t('auth:sign_in.submit')}</Link>
        </>
      }
    >
      <ProblemForm of={form}>
        <Form.Item
          name="workspace_name"
          label={t('auth:field.workspace_name')}
          extra={t('auth:field.workspace_name_hint')}
          rules={rules}
        >
          <Input autoComplete="organization" autoFocus />
        </Form.Item>
        <Form.Item name="name" label={t('auth:field.name')} rules={rules}>
          <Input autoComplete="name" />
        </Form.Item>
        <Form.Item name="email" label={t('auth:field.email')} rules={rules}>
          <Input type="email" autoComplete="email" />
        </Form.Item>
        <NewPasswordField label={t('auth:field.password')} />
        <Button type="primary" htmlType="submit" size="large" block loading={form.isPending}>
          {t('auth:sign_up.submit')}
        </Button>
      </ProblemForm>
    </AuthPage>
  );
}
