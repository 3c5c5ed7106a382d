import {
  type EndReason,
  type EndSubscription,
  endSubscription,
  ifMatch,
  type Subscription,
} from '@perennial/api-client';
import { formatDay, useKit } from '@perennial/ui';
import { Button, Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { filledFields } from '../../../shared/forms/changed-fields';
import { useMoneyForm } from '../../../shared/orders/use-money-form';
import { DayPicker } from '../../../shared/time/pickers';
import { dayInZone } from '../../../shared/time/zoned';

const endReasons = [
  'price',
  'missing_feature',
  'not_used',
  'service',
  'competitor',
  'closed_business',
  'non_payment',
  'other',
  'unknown',
] as const satisfies EndReason[];

type EndSubscriptionDialogProps = { subscription: Subscription; onClose: () => void };

/** Asks when and why: the reason is what retention learns from. */
export default function EndSubscriptionDialog({ subscription, onClose }: EndSubscriptionDialogProps) {
  const { t } = useTranslation(['orders', 'common']);
  const { locale, timeZone } = useKit();
  const { renews_on: renewsOn, ended_on: endedOn, end_reason: reason, end_note: note } = subscription;
  const form = useMoneyForm({
    submit: async (values: EndSubscription) =>
      (
        await endSubscription({
          path: { id: subscription.id },
          body: filledFields(values) as EndSubscription,
          headers: ifMatch(subscription),
          throwOnError: true,
        })
      ).data,
    said: (saved) => t('orders:subscriptions.ended', { day: formatDay(saved.ended_on ?? renewsOn, locale) }),
    onDone: onClose,
  });
  const rules = [{ required: true, message: t('common:form.required') }];
  return (
    <Modal
      open
      title={t('orders:subscriptions.end')}
      okText={t('orders:subscriptions.end')}
      okButtonProps={{ danger: true, loading: form.isPending }}
      onOk={form.form.submit}
      onCancel={onClose}
    >
      <p style={{ marginBottom: 12 }}>{t('orders:subscriptions.end_text')}</p>
      <ProblemForm<EndSubscription>
        of={form}
        initialValues={{
          ended_on: endedOn ?? dayInZone(new Date(), timeZone),
          ...(reason ? { reason } : {}),
          ...(note ? { note } : {}),
        }}
      >
        <Form.Item
          name="ended_on"
          label={t('orders:field.ended_on')}
          extra={
            <>
              {t('orders:hint.ended_on')}{' '}
              <Button
                type="link"
                size="small"
                style={{ padding: 0 }}
                onClick={() => form.form.setFieldValue('ended_on', renewsOn)}
              >
                {t('orders:subscriptions.at_term_end', { day: formatDay(renewsOn, locale) })}
              </Button>
            </>
          }
          rules={rules}
        >
          <DayPicker />
        </Form.Item>
        <Form.Item name="reason" label={t('orders:field.end_reason')} rules={rules}>
          <Select options={endReasons.map((value) => ({ value, label: t(`orders:end_reason.${value}`) }))} />
        </Form.Item>
        <Form.Item name="note" label={t('orders:field.note')}>
          <Input.TextArea
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={2000}
            placeholder={t('orders:subscriptions.end_placeholder')}
          />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
