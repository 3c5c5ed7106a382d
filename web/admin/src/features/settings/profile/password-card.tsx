import { ApiProblem, changePassword, toProblem } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { Card, showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';

type PasswordValues = { current_password: string; new_password: string };

export function PasswordCard() {
  const { t } = useTranslation(['settings', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: async (body: PasswordValues) => {
      try {
        await changePassword({ body, throwOnError: true });
      } catch (error) {
        const problem = toProblem(error);
        if (problem.code !== 'wrong_credentials') throw problem;
        const message = t('settings:password.wrong');
        throw new ApiProblem(422, {
          errors: [{ pointer: '/current_password', code: problem.code, message }],
        });
      }
    },
    onDone: () => {
      form.form.resetFields();
      showToast(t('settings:password.done'), { tone: 'success' });
      // The other sessions have ended.
      void invalidateTags(queryClient, 'auth');
    },
  });
  const rules = [{ required: true, message: t('common:form.required') }];
  return (
    <Card title={t('settings:password.title')} summary={t('settings:password.summary')}>
      <ProblemForm of={form} style={{ maxWidth: 400 }}>
        <Form.Item name="current_password" label={t('settings:password.current')} rules={rules}>
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <Form.Item name="new_password" label={t('settings:password.new')} rules={rules}>
          <Input.Password autoComplete="new-password" />
        </Form.Item>
        <Button htmlType="submit" loading={form.isPending}>
          {t('settings:password.submit')}
        </Button>
      </ProblemForm>
    </Card>
  );
}
