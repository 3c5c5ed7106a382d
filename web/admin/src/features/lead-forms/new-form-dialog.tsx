import { createLeadForm } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';

type NewFormDialogProps = { onClose: () => void; onCreated: (id: string) => void };

/** A name and a heading are enough to begin: the new form asks for what every sales call needs. */
export default function NewFormDialog({ onClose, onCreated }: NewFormDialogProps) {
  const { t } = useTranslation(['lead-forms', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: async (values: { name: string; title: string }) => {
      const fields = (['name', 'phone', 'company', 'message'] as const).map((key) => ({
        key,
        label: t(`lead-forms:key.${key}`),
        required: key === 'name' || key === 'phone',
        options: [],
      }));
      const consent_text = t('lead-forms:default.consent');
      const body = { ...values, fields, consent_text, thank_you: t('lead-forms:default.thank_you') };
      return (await createLeadForm({ body, throwOnError: true })).data;
    },
    onDone: async (created) => {
      await invalidateTags(queryClient, 'lead-forms');
      onCreated(created.id);
    },
  });
  const rules = [{ required: true, whitespace: true, message: t('common:form.required') }];
  return (
    <Modal
      open
      width={420}
      title={t('lead-forms:create')}
      okText={t('lead-forms:create')}
      okButtonProps={{ loading: form.isPending }}
      onOk={form.form.submit}
      onCancel={onClose}
    >
      <ProblemForm of={form}>
        <Form.Item
          name="name"
          label={t('lead-forms:field.name')}
          extra={t('lead-forms:hint.name')}
          rules={rules}
        >
          <Input autoFocus maxLength={120} />
        </Form.Item>
        <Form.Item
          name="title"
          label={t('lead-forms:field.title')}
          extra={t('lead-forms:hint.title')}
          rules={rules}
        >
          <Input maxLength={200} />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
