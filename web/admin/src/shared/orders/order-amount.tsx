import type { Order } from '@perennial/api-client';
import { Money } from '@perennial/ui';
import styles from './order-amount.module.css';

/** What an order adds to the ledger; the amount of a void one is struck out, since it adds nothing. */
export function OrderAmount({ order }: { order: Order }) {
  if (!order.voided_at) return <Money value={order.effect} />;
  return (
    <s className={styles.void}>
      <Money value={order.amount} />
    </s>
  );
}
