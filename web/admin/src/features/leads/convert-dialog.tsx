import { type ConvertLead, convertLead, type Lead } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Form, Input, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { AccountSelect } from '../../shared/accounts/account-select';
import { filledFields } from '../../shared/forms/changed-fields';
import { leadTitle } from './lead-title';

type ConvertDialogProps = { lead: Lead; onClose: () => void };
type ConvertValues = { account?: { name: string; industry?: string; city?: string }; account_id?: string };

/** A lead becomes a customer: a new account or one that is there, and a person who speaks for it. */
export default function ConvertDialog({ lead, onClose }: ConvertDialogProps) {
  const { t } = useTranslation(['leads', 'common']);
  const queryClient = useQueryClient();
  const router = useRouter();
  const [mode, setMode] = useState<'new' | 'existing'>('new');
  const form = useProblemForm({
    submit: async ({ account, account_id }: ConvertValues) => {
      const body = mode === 'new' ? { account: filledFields(account ?? {}) } : { account_id };
      const path = { id: lead.id };
      return (await convertLead({ path, body: body as ConvertLead, throwOnError: true })).data;
    },
    onDone: async (converted) => {
      showToast(t('leads:convert.done', { lead: leadTitle(lead) }), { tone: 'success' });
      onClose();
      await invalidateTags(queryClient, 'leads', 'accounts', 'people', 'insights');
      if (converted.account_id) await router.navigate({ href: `/accounts/${converted.account_id}` });
    },
  });
  const rules = [{ required: true, message: t('common:form.required') }];
  return (
    <Modal
      open
      title={t('leads:convert.title', { lead: leadTitle(lead) })}
      okText={t('leads:convert.submit')}
      okButtonProps={{ loading: form.isPending }}
      onOk={form.form.submit}
      onCancel={onClose}
      width={460}
    >
      <p style={{ marginBottom: 12 }}>{t('leads:convert.text')}</p>
      <Segmented
        block
        style={{ marginBottom: 16 }}
        aria-label={t('leads:convert.account')}
        value={mode}
        onChange={setMode}
        options={[
          { value: 'new', label: t('leads:convert.new_account') },
          { value: 'existing', label: t('leads:convert.existing_account') },
        ]}
      />
      <ProblemForm
        of={form}
        initialValues={{
          account: { name: lead.company ?? lead.name ?? '', industry: lead.industry, city: lead.city },
        }}
      >
        {mode === 'new' ? (
          <>
            <Form.Item name={['account', 'name']} label={t('leads:convert.name')} rules={rules}>
              <Input autoFocus />
            </Form.Item>
            <Form.Item name={['account', 'industry']} label={t('leads:field.industry')}>
              <Input />
            </Form.Item>
            <Form.Item name={['account', 'city']} label={t('leads:field.city')}>
              <Input />
            </Form.Item>
          </>
        ) : (
          <Form.Item name="account_id" label={t('leads:convert.existing_account')} rules={rules}>
            <AccountSelect />
          </Form.Item>
        )}
      </ProblemForm>
    </Modal>
  );
}
