import { Money, type MoneyValue } from '@perennial/ui';
import { Fragment } from 'react';
import styles from '../referrals.module.css';

/** Amounts in several currencies beside each other: they are not added up. */
export function MoneyList({ amounts }: { amounts: MoneyValue[] }) {
  return (
    <span className={styles.total}>
      {amounts.map((amount, at) => (
        <Fragment key={amount.currency}>
          {at > 0 ? ' + ' : null}
          <Money value={amount} />
        </Fragment>
      ))}
    </span>
  );
}
