import type { Subscription } from '@perennial/api-client';
import { listSubscriptionsOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { Plus } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../../../shared/records/record-detail.module.css';
import { PanelHead } from './panel-head';
import type { SubscriptionAct } from './subscription-acts';
import { SubscriptionItem } from './subscription-item';

const forms = {
  change: lazy(() => import('./change-subscription-drawer')),
  renew: lazy(() => import('./renew-subscription-drawer')),
  pause: lazy(() => import('./pause-subscription-dialog')),
  resume: lazy(() => import('./resume-subscription-dialog')),
  cancel_pause: lazy(() => import('./cancel-pause-dialog')),
  end: lazy(() => import('./end-subscription-dialog')),
};
const NewSubscriptionDrawer = lazy(() => import('./new-subscription-drawer'));

type SubscriptionsPanelProps = { accountId: string; canWrite: boolean };

/** What the account pays for year by year, and its beginning, change, renewal, pauses and end. */
export function SubscriptionsPanel({ accountId, canWrite }: SubscriptionsPanelProps) {
  const { t } = useTranslation('orders');
  const query = useQuery(listSubscriptionsOptions({ query: { account_id: accountId, limit: 100 } }));
  const [open, setOpen] = useState<{ act: SubscriptionAct; id: string } | 'new'>();
  const subscriptions = query.data?.data ?? [];
  const close = () => setOpen(undefined);
  const create = canWrite ? (
    <Button icon={<Plus size={14} />} onClick={() => setOpen('new')}>
      {t('subscriptions.create')}
    </Button>
  ) : null;
  return (
    <>
      <PanelHead title={t('subscriptions.title')}>{create}</PanelHead>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isSuccess && subscriptions.length === 0 ? (
        <p className={styles.nothing}>{t('subscriptions.nothing')}</p>
      ) : null}
      <ul className={styles.items}>
        {subscriptions.map((subscription) => (
          <SubscriptionItem
            key={subscription.id}
            subscription={subscription}
            {...(canWrite ? { onAct: (act: SubscriptionAct) => setOpen({ act, id: subscription.id }) } : {})}
          />
        ))}
      </ul>
      <Suspense fallback={null}>
        {open === 'new' ? <NewSubscriptionDrawer accountId={accountId} onClose={close} /> : null}
        {open && open !== 'new' ? (
          <OpenForm
            act={open.act}
            subscription={subscriptions.find(({ id }) => id === open.id)}
            onClose={close}
          />
        ) : null}
      </Suspense>
    </>
  );
}

type OpenFormProps = {
  act: SubscriptionAct;
  subscription: Subscription | undefined;
  onClose: () => void;
};

function OpenForm({ act, subscription, onClose }: OpenFormProps) {
  const Form = forms[act];
  return subscription ? <Form subscription={subscription} onClose={onClose} /> : null;
}
