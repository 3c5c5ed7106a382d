import { type Me, updateMe } from '@perennial/api-client';
import { getMeQueryKey } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { changeLanguage } from '../../../i18n/i18n';
import { asLanguage, languages } from '../../../i18n/language';
import { currentSession, setSession } from '../../../session/session-store';

type ProfileValues = Pick<Me['operator'], 'name' | 'locale'>;

export function ProfileForm({ me }: { me: Me }) {
  const { t } = useTranslation(['settings', 'common', 'shell']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: async (body: ProfileValues) => (await updateMe({ body, throwOnError: true })).data,
    onDone: async (saved, { locale }) => {
      queryClient.setQueryData(getMeQueryKey(), saved);
      const session = currentSession();
      if (session) setSession({ ...session, operator: saved.operator });
      const language = asLanguage(locale);
      if (language) await changeLanguage(language);
      showToast(t('common:saved'), { tone: 'success' });
    },
  });
  return (
    <ProblemForm
      of={form}
      style={{ maxWidth: 400 }}
      initialValues={{ name: me.operator.name, locale: me.operator.locale }}
    >
      <Form.Item label={t('settings:profile.email')}>
        <Input value={me.operator.email} disabled aria-label={t('settings:profile.email')} />
      </Form.Item>
      <Form.Item
        name="name"
        label={t('settings:profile.name')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <Input autoComplete="name" />
      </Form.Item>
      <Form.Item name="locale" label={t('settings:profile.locale')} extra={t('settings:profile.locale_hint')}>
        <Select options={languages.map((value) => ({ value, label: t(`shell:language.${value}`) }))} />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={form.isPending}>
        {t('common:action.save')}
      </Button>
    </ProblemForm>
  );
}
