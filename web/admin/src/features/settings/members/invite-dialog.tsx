import { createInvitation, type NewInvitation } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { useSession } from '../../../session/session-store';
import styles from '../parts/parts.module.css';
import { RoleGrantList } from './role-grant-list';
import { assignableRoles } from './roles';

export default function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['members', 'shell', 'common']);
  const queryClient = useQueryClient();
  const mine = useSession().member.role;
  const form = useProblemForm({
    submit: (body: NewInvitation) => createInvitation({ body, throwOnError: true }),
    onDone: async (_, { email }) => {
      showToast(t('members:invite.done', { email }), { tone: 'success' });
      onClose();
      await invalidateTags(queryClient, 'members', 'audit');
    },
  });
  const role = Form.useWatch('role', form.form) ?? 'sales';
  const rules = [{ required: true, message: t('common:form.required') }];
  return (
    <Modal open title={t('members:action.invite')} footer={null} onCancel={onClose}>
      <ProblemForm of={form} initialValues={{ role: 'sales' }}>
        <Form.Item
          name="email"
          label={t('members:field.email')}
          extra={t('members:invite.hint')}
          rules={rules}
        >
          <Input type="email" autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item
          name="role"
          label={t('members:field.role')}
          extra={t(`members:role_hint.${role}`)}
          rules={rules}
        >
          <Select
            options={assignableRoles(mine).map((value) => ({ value, label: t(`shell:role.${value}`) }))}
          />
        </Form.Item>
        <details style={{ marginBottom: 16 }}>
          <summary>{t('members:may', { role: t(`shell:role.${role}`) })}</summary>
          <RoleGrantList role={role} />
        </details>
        <div className={styles.actions}>
          <Button type="primary" htmlType="submit" loading={form.isPending}>
            {t('members:invite.submit')}
          </Button>
          <Button onClick={onClose}>{t('common:action.cancel')}</Button>
        </div>
      </ProblemForm>
    </Modal>
  );
}
