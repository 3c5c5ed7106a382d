import { acceptInvitation, type InvitationPreview, toProblem } from '@perennial/api-client';
import { getInvitationOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Button, Form, Input, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { AuthPage } from './auth-page';
import { NewPasswordField } from './new-password-field';
import { useEntry } from './use-entry';

const route = getRouteApi('/_auth/accept-invitation');

export function AcceptInvitationPage() {
  const { token } = route.useSearch();
  const invitation = useQuery(getInvitationOptions({ path: { token } }));
  if ([404, 410].includes(toProblem(invitation.error).status)) return <InvalidInvitation />;
  if (invitation.isError) {
    return <ErrorState error={invitation.error} onRetry={() => void invitation.refetch()} />;
  }
  if (invitation.isPending) return <Skeleton active />;
  return <AcceptInvitation token={token} invitation={invitation.data} />;
}

function InvalidInvitation() {
  const { t } = useTranslation('auth');
  return (
    <AuthPage title={t('invitation.invalid_title')} lead={t('invitation.invalid_text')}>
      <Link to="/sign-in">{t('back_to_sign_in')}</Link>
    </AuthPage>
  );
}

type AcceptInvitationValues = { name?: string; password?: string };

function AcceptInvitation({ token, invitation }: { token: string; invitation: InvitationPreview }) {
  const { t } = useTranslation(['auth', 'common', 'shell']);
  const enter = useEntry();
  const form = useProblemForm({
    submit: async (body: AcceptInvitationValues) => {
      const { data } = await acceptInvitation({ path: { token }, body, throwOnError: true });
      return data;
    },
    onDone: (session) => enter(session),
  });
  const role = t(`shell:role.${invitation.role}`);
  return (
    <AuthPage
      title={t('auth:invitation.title', { workspace: invitation.workspace_name })}
      lead={t('auth:invitation.lead', { email: invitation.email, role })}
    >
      <ProblemForm of={form}>
        {invitation.needs_password ? (
          <>
            <Form.Item
              name="name"
              label={t('auth:field.name')}
              rules={[{ required: true, message: t('common:form.required') }]}
            >
              <Input autoComplete="name" autoFocus />
            </Form.Item>
            <NewPasswordField label={t('auth:field.password')} />
          </>
        ) : null}
        <Button type="primary" htmlType="submit" size="large" block loading={form.isPending}>
          {t('auth:invitation.submit')}
        </Button>
      </ProblemForm>
    </AuthPage>
  );
}
