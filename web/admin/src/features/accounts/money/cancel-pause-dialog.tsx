import { type CancelPause, cancelSubscriptionPause, ifMatch, type Subscription } from '@perennial/api-client';
import { formatDay, useKit } from '@perennial/ui';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useMoneyForm } from '../../../shared/orders/use-money-form';
import { dayInZone } from '../../../shared/time/zoned';
import { sortedPauses } from './sorted-pauses';

type CancelPauseDialogProps = { subscription: Subscription; onClose: () => void };

/** Takes the next pause back, as long as it hasn't begun. */
export default function CancelPauseDialog({ subscription, onClose }: CancelPauseDialogProps) {
  const { t } = useTranslation('orders');
  const { locale, timeZone } = useKit();
  const [next] = sortedPauses(subscription, dayInZone(new Date(), timeZone)).later;
  const day = next ? formatDay(next.paused_on, locale) : '';
  const form = useMoneyForm({
    submit: async (_: Partial<CancelPause>) =>
      (
        await cancelSubscriptionPause({
          path: { id: subscription.id },
          body: { paused_on: next?.paused_on ?? '' },
          headers: ifMatch(subscription),
          throwOnError: true,
        })
      ).data,
    said: () => t('pauses.cancelled'),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t('pauses.cancel')}
      okText={t('pauses.cancel')}
      okButtonProps={{ loading: form.isPending }}
      onOk={form.form.submit}
      onCancel={onClose}
    >
      <ProblemForm<Partial<CancelPause>> of={form}>
        <p>{t('pauses.cancel_text', { day })}</p>
      </ProblemForm>
    </Modal>
  );
}
