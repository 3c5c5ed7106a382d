import { convertLead, type Lead, type Quote } from '@perennial/api-client';
import { invalidateTags, listLeadQuotesOptions } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Checkbox, Form, Input, Modal, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { AccountSelect } from '../../shared/accounts/account-select';
import { MoneyInput } from '../../shared/money/money-input';
import { usePlans } from '../../shared/plans/use-plans';
import { SubscriptionFields } from '../../shared/subscriptions/subscription-fields';
import { type AccountMode, acceptedQuote, type ConversionValues, conversionOf, soldBy } from './conversion';
import { leadTitle } from './lead-title';

type ConvertDialogProps = { lead: Lead; onClose: () => void };

/** A lead becomes a customer; a quote that it accepted says what it buys. */
export default function ConvertDialog(props: ConvertDialogProps) {
  const query = { path: { id: props.lead.id }, query: { limit: 200 } };
  const quotes = useQuery(listLeadQuotesOptions(query));
  if (quotes.isPending) {
    return (
      <Modal open footer={null} onCancel={props.onClose} width={460}>
        <Skeleton active paragraph={{ rows: 5 }} />
      </Modal>
    );
  }
  return <Conversion {...props} quote={acceptedQuote(quotes.data?.data ?? [])} />;
}

/** A new account or one that is there, a person who speaks for it, what they buy. */
function Conversion({ lead, quote, onClose }: ConvertDialogProps & { quote: Quote | undefined }) {
  const { t } = useTranslation(['leads', 'quotes', 'common']);
  const [isByQuote, setByQuote] = useState(Boolean(quote));
  const queryClient = useQueryClient();
  const router = useRouter();
  const [mode, setMode] = useState<AccountMode>('new');
  const form = useProblemForm({
    submit: async (values: ConversionValues) => {
      const body = conversionOf(mode, values, isByQuote ? quote?.id : undefined);
      return (await convertLead({ path: { id: lead.id }, body, throwOnError: true })).data;
    },
    onDone: async (converted) => {
      showToast(t('leads:convert.done', { lead: leadTitle(lead) }), { tone: 'success' });
      onClose();
      await invalidateTags(queryClient, 'leads', 'quotes', 'accounts', 'people', 'orders', 'insights');
      if (converted.account_id) await router.navigate({ href: `/accounts/${converted.account_id}` });
    },
  });
  const sellsPlans = usePlans().length > 0;
  // Services alone are sold without one.
  const namesPlan = Boolean(quote?.sale.plan_id) || quote?.sale.several_plans === true;
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
          ...(quote ? soldBy(quote) : {}),
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
        {quote ? (
          <Form.Item extra={t('quotes:convert.text')}>
            <Checkbox checked={isByQuote} onChange={(event) => setByQuote(event.target.checked)}>
              {t('quotes:convert.use', { number: quote.number })}
            </Checkbox>
          </Form.Item>
        ) : null}
        {sellsPlans ? (
          <SubscriptionFields hasTerm={false} followsPlan needsPlan isPlanRequired={isByQuote && namesPlan} />
        ) : null}
        {isByQuote && namesPlan ? (
          <Form.Item name="opening_fee" label={t('quotes:convert.opening_fee')}>
            <MoneyInput />
          </Form.Item>
        ) : null}
      </ProblemForm>
    </Modal>
  );
}
