import { convertLead, type Lead } from '@perennial/api-client';
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
import { usePlans } from '../../shared/plans/use-plans';
import { SubscriptionFields } from '../../shared/subscriptions/subscription-fields';
import { type AccountMode, type ConversionValues, conversionOf } from './conversion';
import { leadTitle } from './lead-title';

type ConvertDialogProps = { lead: Lead; onClose: () => void };

/** A lead becomes a customer: a new account or one that is there, a person who speaks for it, what they buy. */
export default function ConvertDialog({ lead, onClose }: ConvertDialogProps) {
  const { t } = useTranslation(['leads', 'common']);
  const queryClient = useQueryClient();
  const router = useRouter();
  const [mode, setMode] = useState<AccountMode>('new');
  const form = useProblemForm({
    submit: async (values: ConversionValues) => {
      const body = conversionOf(mode, values);
      return (await convertLead({ path: { id: lead.id }, body, throwOnError: true })).data;
    },
    onDone: async (converted) => {
      showToast(t('leads:convert.done', { lead: leadTitle(lead) }), { tone: 'success' });
      onClose();
      await invalidateTags(queryClient, 'leads', 'accounts', 'people', 'orders', 'insights');
      if (converted.account_id) await router.navigate({ href: `/accounts/${converted.account_id}` });
    },
  });
  const sellsPlans = usePlans().length > 0;
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
        {sellsPlans ? <SubscriptionFields hasTerm={false} followsPlan needsPlan /> : null}
      </ProblemForm>
    </Modal>
  );
}
