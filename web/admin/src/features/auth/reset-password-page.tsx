import { resetPassword } from '@perennial/api-client';
import { showToast } from '@perennial/ui';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { AuthPage } from './auth-page';
import { NewPasswordField } from './new-password-field';

type ResetPasswordValues = { password: string };

const route = getRouteApi('/_auth/reset-password');

export function ResetPasswordPage() {
  const { t } = useTranslation('auth');
  const { token } = route.useSearch();
  const router = useRouter();
  const form = useProblemForm({
    submit: ({ password }: ResetPasswordValues) =>
      resetPassword({ body: { token, password }, throwOnError: true }),
    onDone: () => {
      showToast(t('reset.done'), { tone: 'success' });
      return router.navigate({ to: '/sign-in' });
    },
  });
  return (
    <AuthPage
      title={t('reset.title')}
      lead={t('reset.lead')}
      footer={<Link to="/forgot-password">{t('reset.new_link')}</Link>}
    >
      <ProblemForm of={form}>
        <NewPasswordField label={t('field.new_password')} />
        <Button type="primary" htmlType="submit" size="large" block loading={form.isPending}>
          {t('reset.submit')}
        </Button>
      </ProblemForm>
    </AuthPage>
  );
}
