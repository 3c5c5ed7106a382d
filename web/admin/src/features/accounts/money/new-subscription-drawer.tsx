import { createSubscription, type NewSubscription } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { filledFields } from '../../../shared/forms/changed-fields';
import { FormDrawer } from '../../../shared/forms/form-drawer';
import { useMoneyForm } from '../../../shared/orders/use-money-form';
import { SubscriptionFields } from '../../../shared/subscriptions/subscription-fields';
import { DayPicker } from '../../../shared/time/pickers';
import { dayInZone } from '../../../shared/time/zoned';

type NewSubscriptionDrawerProps = { accountId: string; onClose: () => void };

export default function NewSubscriptionDrawer({ accountId, onClose }: NewSubscriptionDrawerProps) {
  const { t } = useTranslation(['orders', 'common']);
  const { timeZone } = useKit();
  const form = useMoneyForm({
    submit: async (values: NewSubscription) => {
      const body = { ...filledFields(values), account_id: accountId };
      return (await createSubscription({ body, throwOnError: true })).data;
    },
    said: () => t('orders:subscriptions.created'),
    onDone: onClose,
  });
  return (
    <FormDrawer<NewSubscription>
      title={t('orders:subscriptions.create')}
      of={form}
      initialValues={{ starts_on: dayInZone(new Date(), timeZone), term_months: 12 }}
      submitLabel={t('orders:subscriptions.create')}
      onClose={onClose}
    >
      <Form.Item
        name="starts_on"
        label={t('orders:field.starts_on')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <DayPicker />
      </Form.Item>
      <SubscriptionFields hasTerm followsPlan />
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
