import { ifMatch, type RenewSubscription, renewSubscription, type Subscription } from '@perennial/api-client';
import { Day, formatDay, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { changedFields } from '../../../shared/forms/changed-fields';
import { FormDrawer } from '../../../shared/forms/form-drawer';
import { useMoneyForm } from '../../../shared/orders/use-money-form';
import styles from '../../../shared/records/record-detail.module.css';
import { SubscriptionFields } from '../../../shared/subscriptions/subscription-fields';

type RenewSubscriptionDrawerProps = { subscription: Subscription; onClose: () => void };

/** The next term: what is left as it is continues. */
export default function RenewSubscriptionDrawer({ subscription, onClose }: RenewSubscriptionDrawerProps) {
  const { t } = useTranslation('orders');
  const { locale } = useKit();
  const { plan_id, annual_fee, term_months, seats } = subscription;
  const before: RenewSubscription = {
    plan_id: plan_id ?? null,
    annual_fee,
    term_months,
    seats: seats ?? null,
  };
  const form = useMoneyForm({
    submit: async (values: RenewSubscription) =>
      (
        await renewSubscription({
          path: { id: subscription.id },
          body: changedFields(before, values),
          headers: ifMatch(subscription),
          throwOnError: true,
        })
      ).data,
    said: ({ renews_on }) => t('subscriptions.renewed', { day: formatDay(renews_on, locale) }),
    onDone: onClose,
  });
  return (
    <FormDrawer<RenewSubscription>
      title={t('subscriptions.renew')}
      of={form}
      initialValues={before}
      submitLabel={t('subscriptions.renew')}
      onClose={onClose}
    >
      <p className={styles.meta} style={{ marginBottom: 12 }}>
        {t('subscriptions.next_term')} <Day on={subscription.renews_on} />
      </p>
      <SubscriptionFields hasTerm followsPlan={false} />
    </FormDrawer>
  );
}
