import { requestPasswordReset } from '@perennial/api-client';
import { Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { AuthPage } from './auth-page';

type ForgotPasswordValues = { email: string };

export function ForgotPasswordPage() {
  const { t } = useTranslation(['auth', 'common']);
  const [sentTo, setSentTo] = useState<string>();
  const form = useProblemForm({
    submit: (body: ForgotPasswordValues) => requestPasswordReset({ body, throwOnError: true }),
    onDone: (_, { email }) => setSentTo(email),
  });
  const back = <Link to="/sign-in">{t('auth:back_to_sign_in')}</Link>;
  if (sentTo) {
    return (
      <AuthPage title={t('auth:forgot.sent_title')} lead={t('auth:forgot.sent_text', { email: sentTo })}>
        {back}
      </AuthPage>
    );
  }
  return (
    <AuthPage title={t('auth:forgot.title')} lead={t('auth:forgot.lead')} footer={back}>
      <ProblemForm of={form}>
        <Form.Item
          name="email"
          label={t('auth:field.email')}
          rules={[{ required: true, message: t('common:form.required') }]}
        >
          <Input type="email" autoComplete="username" size="large" autoFocus />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={form.isPending}>
          {t('auth:forgot.submit')}
        </Button>
      </ProblemForm>
    </AuthPage>
  );
}
