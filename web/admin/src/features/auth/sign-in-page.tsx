import { signIn } from '@perennial/api-client';
import { getAuthOptionsOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { AuthPage } from './auth-page';
import { useEntry } from './use-entry';

type SignInValues = { email: string; password: string };

const route = getRouteApi('/_auth/sign-in');

export function SignInPage() {
  const { t } = useTranslation(['auth', 'common']);
  const { return_to } = route.useSearch();
  const options = useQuery(getAuthOptionsOptions());
  const enter = useEntry();
  const form = useProblemForm({
    submit: signInWith,
    onDone: (session) => enter(session, return_to),
  });
  const rules = [{ required: true, message: t('common:form.required') }];
  return (
    <AuthPage
      title={t('auth:sign_in.title')}
      lead={options.data?.demo ? t('auth:sign_in.demo') : undefined}
      footer={
        options.data?.sign_up_open ? (
          <>
            {t('auth:sign_in.no_account')} <Link to="/sign-up">{t('auth:sign_in.sign_up')}</Link>
          </>
        ) : undefined
      }
    >
      <ProblemForm of={form}>
        <Form.Item name="email" label={t('auth:field.email')} rules={rules}>
          <Input type="email" autoComplete="username" size="large" autoFocus />
        </Form.Item>
        <Form.Item name="password" label={t('auth:field.password')} rules={rules}>
          <Input.Password autoComplete="current-password" size="large" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={form.isPending}>
          {t('auth:sign_in.submit')}
        </Button>
      </ProblemForm>
      <p style={{ marginTop: 12 }}>
        <Link to="/forgot-password">{t('auth:sign_in.forgot')}</Link>
      </p>
    </AuthPage>
  );
}

async function signInWith(body: SignInValues) {
  const { data } = await signIn({ body, throwOnError: true });
  return data;
}
