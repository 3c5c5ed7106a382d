import {
  ifMatch,
  type PauseReason,
  type PauseSubscription,
  pauseSubscription,
  type Subscription,
} from '@perennial/api-client';
import { formatDay, useKit } from '@perennial/ui';
import { Checkbox, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { filledFields } from '../../../shared/forms/changed-fields';
import { useMoneyForm } from '../../../shared/orders/use-money-form';
import { DayPicker } from '../../../shared/time/pickers';
import { dayInZone } from '../../../shared/time/zoned';

const reasons = ['season', 'renovation', 'money', 'service', 'other'] as const satisfies PauseReason[];

type PauseSubscriptionDialogProps = { subscription: Subscription; onClose: () => void };

/** Asks from when, until when if that is known, and whether the customer gets the days back. */
export default function PauseSubscriptionDialog({ subscription, onClose }: PauseSubscriptionDialogProps) {
  const { t } = useTranslation(['orders', 'common']);
  const { locale, timeZone } = useKit();
  const today = dayInZone(new Date(), timeZone);
  const form = useMoneyForm({
    submit: async (values: PauseSubscription) =>
      (
        await pauseSubscription({
          path: { id: subscription.id },
          body: filledFields(values) as PauseSubscription,
          headers: ifMatch(subscription),
          throwOnError: true,
        })
      ).data,
    said: ({ renews_on }) => t('orders:pauses.paused', { day: formatDay(renews_on, locale) }),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t('orders:pauses.pause')}
      okText={t('orders:pauses.pause')}
      okButtonProps={{ loading: form.isPending }}
      onOk={form.form.submit}
      onCancel={onClose}
    >
      <p style={{ marginBottom: 12 }}>{t('orders:pauses.pause_text')}</p>
      <ProblemForm<PauseSubscription>
        of={form}
        initialValues={{
          paused_on: subscription.starts_on > today ? subscription.starts_on : today,
          extends_term: false,
        }}
      >
        <Form.Item
          name="paused_on"
          label={t('orders:field.paused_on')}
          extra={t('orders:hint.paused_on')}
          rules={[{ required: true, message: t('common:form.required') }]}
        >
          <DayPicker />
        </Form.Item>
        <Form.Item name="resumes_on" label={t('orders:field.resumes_on')} extra={t('orders:hint.resumes_on')}>
          <DayPicker />
        </Form.Item>
        <Form.Item name="extends_term" valuePropName="checked" extra={t('orders:hint.extends_term')}>
          <Checkbox>{t('orders:field.extends_term')}</Checkbox>
        </Form.Item>
        <Form.Item name="reason" label={t('orders:field.end_reason')}>
          <Select
            allowClear
            options={reasons.map((value) => ({ value, label: t(`orders:pause_reason.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="note" label={t('orders:field.note')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
