import { createOrder, type NewOrder, type Order, type Subscription } from '@perennial/api-client';
import { listSubscriptionsOptions } from '@perennial/api-client/queries';
import { formatDay, useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { AccountSelect } from '../accounts/account-select';
import { filledFields } from '../forms/changed-fields';
import { FormDrawer } from '../forms/form-drawer';
import { MoneyInput } from '../money/money-input';
import { PlanSelect } from '../plans/plan-select';
import { usePlanName } from '../plans/use-plans';
import { DayPicker } from '../time/pickers';
import { dayInZone } from '../time/zoned';
import { orderKinds } from './order-kinds';
import { useMoneyForm } from './use-money-form';

type OrderFormDrawerProps = {
  /** Whose order it is; without it the form asks. */
  accountId?: string;
  onSaved: (order: Order) => void;
  onClose: () => void;
};

/** Enters an order into the ledger. */
export default function OrderFormDrawer({ accountId, onSaved, onClose }: OrderFormDrawerProps) {
  const { t } = useTranslation(['orders', 'common']);
  const { timeZone } = useKit();
  const form = useMoneyForm({
    submit: async (values: NewOrder) => {
      const body = filledFields({ ...values, account_id: accountId ?? values.account_id }) as NewOrder;
      return (await createOrder({ body, throwOnError: true })).data;
    },
    said: () => t('orders:created'),
    onDone: onSaved,
  });
  const chosenAccount = Form.useWatch('account_id', form.form);
  const kind = Form.useWatch('kind', form.form);
  const rules = [{ required: true, message: t('common:form.required') }];
  return (
    <FormDrawer<NewOrder>
      title={t('orders:action.create')}
      of={form}
      initialValues={{ ordered_on: dayInZone(new Date(), timeZone) }}
      submitLabel={t('orders:action.create')}
      onClose={onClose}
    >
      {accountId ? null : (
        <Form.Item name="account_id" label={t('orders:field.account')} rules={rules}>
          <AccountSelect onChange={() => form.form.setFieldValue('subscription_id', undefined)} />
        </Form.Item>
      )}
      <Form.Item name="kind" label={t('orders:field.kind')} rules={rules}>
        <Select options={orderKinds.map((value) => ({ value, label: t(`orders:kind.${value}`) }))} />
      </Form.Item>
      <Form.Item
        name="amount"
        label={t('orders:field.amount')}
        extra={kind === 'refund' || kind === 'contraction' ? t('orders:hint.gives_back') : null}
        rules={rules}
      >
        <MoneyInput />
      </Form.Item>
      <Form.Item name="ordered_on" label={t('orders:field.ordered_on')} rules={rules}>
        <DayPicker />
      </Form.Item>
      <SubscriptionItem
        accountId={accountId ?? chosenAccount}
        onChosen={({ plan_id }) => form.form.setFieldValue('plan_id', plan_id)}
      />
      <Form.Item name="plan_id" label={t('orders:field.plan')}>
        <PlanSelect />
      </Form.Item>
      <Form.Item name="note" label={t('orders:field.note')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
      </Form.Item>
      <Form.Item
        name="external_id"
        label={t('orders:field.external_id')}
        extra={t('orders:hint.external_id')}
      >
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
    </FormDrawer>
  );
}

type SubscriptionItemProps = {
  accountId: string | undefined;
  onChosen: (subscription: Subscription) => void;
};

/** Which of the account's subscriptions the order is for. */
function SubscriptionItem({ accountId, onChosen }: SubscriptionItemProps) {
  const { t } = useTranslation('orders');
  const { locale } = useKit();
  const planName = usePlanName();
  const query = useQuery({
    ...listSubscriptionsOptions({ query: { account_id: accountId ?? '', limit: 100 } }),
    enabled: Boolean(accountId),
  });
  const subscriptions = query.data?.data ?? [];
  return (
    <Form.Item name="subscription_id" label={t('field.subscription')}>
      <Select
        allowClear
        disabled={!accountId}
        loading={query.isFetching}
        placeholder={t('no_subscription')}
        notFoundContent={t('subscriptions.nothing')}
        options={subscriptions.map((subscription) => ({
          value: subscription.id,
          label: t('subscription_option', {
            plan: planName(subscription.plan_id) ?? t('no_plan'),
            day: formatDay(subscription.starts_on, locale),
          }),
        }))}
        onChange={(id) => {
          const chosen = subscriptions.find((each) => each.id === id);
          if (chosen) onChosen(chosen);
        }}
      />
    </Form.Item>
  );
}
