import {
  addLeadContact,
  type LeadContact,
  type LeadContactPatch,
  type NewLeadContact,
  updateLeadContact,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { useGrant } from '../../../session/session-store';
import { changedFields } from '../../../shared/forms/changed-fields';
import styles from '../../../shared/records/record-detail.module.css';

const roles = ['decider', 'influencer', 'payer', 'user', 'gatekeeper'] as const;
const says = [0, 1, 2, 3] as const;
const texts = ['title', 'concern', 'phone', 'wechat', 'email', 'note'] as const;

type ContactDialogProps = { leadId: string; contact: LeadContact | undefined; onClose: () => void };

function valuesOf(contact: LeadContact | undefined, isMasked: boolean): Partial<NewLeadContact> {
  if (!contact) return { role: 'influencer', say: 1 };
  const { name, role, say } = contact;
  // Masked contact data is no value.
  const known = texts.filter((key) => !isMasked || !['phone', 'wechat', 'email'].includes(key));
  return { name, role, say, ...Object.fromEntries(known.map((key) => [key, contact[key] ?? null])) };
}

/** Somebody in the decision chain: their part, what matters to them, how much they have to say. */
export default function ContactDialog({ leadId, contact, onClose }: ContactDialogProps) {
  const { t } = useTranslation(['selling', 'accounts', 'leads', 'common']);
  const queryClient = useQueryClient();
  const isMasked = !useGrant('leads:contact') && Boolean(contact);
  const before = valuesOf(contact, isMasked);
  const form = useProblemForm({
    submit: (values: NewLeadContact) =>
      contact
        ? updateLeadContact({
            path: { id: contact.id },
            body: changedFields(before, values) as LeadContactPatch,
            throwOnError: true,
          })
        : addLeadContact({ path: { id: leadId }, body: values, throwOnError: true }),
    onDone: () => {
      onClose();
      showToast(t('common:saved'), { tone: 'success' });
      return invalidateTags(queryClient, 'leads');
    },
  });
  return (
    <Modal
      open
      title={contact ? contact.name : t('selling:chain.add')}
      footer={null}
      width={480}
      onCancel={onClose}
    >
      <ProblemForm of={form} initialValues={before}>
        <div className={styles.pair}>
          <Form.Item
            name="name"
            label={t('leads:field.name')}
            rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
          >
            <Input autoFocus autoComplete="off" maxLength={100} />
          </Form.Item>
          <Form.Item name="title" label={t('leads:field.title')}>
            <Input autoComplete="off" maxLength={100} />
          </Form.Item>
          <Form.Item name="role" label={t('accounts:people.role_label')}>
            <Select options={roles.map((value) => ({ value, label: t(`accounts:people.role.${value}`) }))} />
          </Form.Item>
          <Form.Item name="say" label={t('accounts:people.say_label')}>
            <Select options={says.map((value) => ({ value, label: t(`accounts:people.say.${value}`) }))} />
          </Form.Item>
        </div>
        <Form.Item name="concern" label={t('accounts:people.concern')}>
          <Input autoComplete="off" maxLength={500} placeholder={t('accounts:people.concern_placeholder')} />
        </Form.Item>
        <div className={styles.pair}>
          <Form.Item name="phone" label={t('leads:field.phone')}>
            <Input inputMode="tel" autoComplete="off" disabled={isMasked} />
          </Form.Item>
          <Form.Item name="wechat" label={t('leads:field.wechat')}>
            <Input autoComplete="off" disabled={isMasked} />
          </Form.Item>
        </div>
        <Form.Item name="email" label={t('leads:field.email')}>
          <Input inputMode="email" autoComplete="off" disabled={isMasked} />
        </Form.Item>
        <Form.Item name="note" label={t('selling:chain.note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('common:action.save')}
        </Button>
      </ProblemForm>
    </Modal>
  );
}
