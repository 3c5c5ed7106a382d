import {
  getSubscription,
  ifMatch,
  type Subscription,
  type SubscriptionPatch,
  updateSubscription,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { RecordFormDrawer } from '../../../shared/forms/record-form-drawer';
import { moneyTags } from '../../../shared/orders/use-money-form';
import styles from '../../../shared/records/record-detail.module.css';
import { SubscriptionFields } from '../../../shared/subscriptions/subscription-fields';

type ChangeSubscriptionDrawerProps = { subscription: Subscription; onClose: () => void };

/** A change within the running term: other seats, another plan, another fee from now on. */
export default function ChangeSubscriptionDrawer({ subscription, onClose }: ChangeSubscriptionDrawerProps) {
  const { t } = useTranslation(['orders', 'common']);
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<Subscription, SubscriptionPatch>
      record={subscription}
      title={t('orders:subscriptions.change')}
      submitLabel={t('common:action.save')}
      valuesOf={valuesOf}
      create={() => Promise.reject(new Error('a subscription is made by another form'))}
      update={async ({ id, version }, body) =>
        (await updateSubscription({ path: { id }, body, headers: ifMatch({ version }), throwOnError: true }))
          .data
      }
      reload={async ({ id }) => (await getSubscription({ path: { id }, throwOnError: true })).data}
      onSaved={async () => {
        await invalidateTags(queryClient, ...moneyTags);
        showToast(t('common:saved'), { tone: 'success' });
        onClose();
      }}
      onClose={onClose}
    >
      <p className={styles.meta} style={{ marginBottom: 12 }}>
        {t('orders:subscriptions.change_text')}
      </p>
      <SubscriptionFields hasTerm={false} followsPlan={false} />
      <Form.Item name="external_id" label={t('orders:field.external_id')}>
        <Input autoComplete="off" maxLength={200} />
      </Form.Item>
    </RecordFormDrawer>
  );
}

function valuesOf({ plan_id, annual_fee, seats, external_id }: Subscription): SubscriptionPatch {
  return { plan_id: plan_id ?? null, annual_fee, seats: seats ?? null, external_id: external_id ?? null };
}
