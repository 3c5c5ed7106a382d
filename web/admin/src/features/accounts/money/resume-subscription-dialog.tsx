import {
  ifMatch,
  type ResumeSubscription,
  resumeSubscription,
  type Subscription,
} from '@perennial/api-client';
import { formatDay, useKit } from '@perennial/ui';
import { Checkbox, Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useMoneyForm } from '../../../shared/orders/use-money-form';
import { DayPicker } from '../../../shared/time/pickers';
import { dayInZone } from '../../../shared/time/zoned';
import { sortedPauses } from './sorted-pauses';

type ResumeSubscriptionDialogProps = { subscription: Subscription; onClose: () => void };

/** Asks from when it runs again; also to say that of a pause whose end was open, or to move its end. */
export default function ResumeSubscriptionDialog({ subscription, onClose }: ResumeSubscriptionDialogProps) {
  const { t } = useTranslation(['orders', 'common']);
  const { locale, timeZone } = useKit();
  const today = dayInZone(new Date(), timeZone);
  const pause = sortedPauses(subscription, today).now;
  const form = useMoneyForm({
    submit: async (body: ResumeSubscription) =>
      (
        await resumeSubscription({
          path: { id: subscription.id },
          body,
          headers: ifMatch(subscription),
          throwOnError: true,
        })
      ).data,
    said: ({ renews_on }) => t('orders:pauses.resumed', { day: formatDay(renews_on, locale) }),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t('orders:pauses.resume')}
      okText={t('orders:pauses.resume')}
      okButtonProps={{ loading: form.isPending }}
      onOk={form.form.submit}
      onCancel={onClose}
    >
      <ProblemForm<ResumeSubscription>
        of={form}
        initialValues={{ resumes_on: today, extends_term: pause?.extends_term ?? false }}
      >
        <Form.Item
          name="resumes_on"
          label={t('orders:field.resumes_on')}
          extra={t('orders:hint.resumed_on')}
          rules={[{ required: true, message: t('common:form.required') }]}
        >
          <DayPicker />
        </Form.Item>
        <Form.Item name="extends_term" valuePropName="checked" extra={t('orders:hint.extends_term')}>
          <Checkbox>{t('orders:field.extends_term')}</Checkbox>
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
