import type { Account } from '@perennial/api-client';
import styles from '../../shared/records/record-detail.module.css';
import { OrdersPanel } from './money/orders-panel';
import { SubscriptionsPanel } from './money/subscriptions-panel';

/** What the account subscribes to and what it ordered. */
export function AccountMoney({ account, canWrite }: { account: Account; canWrite: boolean }) {
  return (
    <div className={styles.panel}>
      <SubscriptionsPanel accountId={account.id} canWrite={canWrite} />
      <OrdersPanel accountId={account.id} canWrite={canWrite} />
    </div>
  );
}
