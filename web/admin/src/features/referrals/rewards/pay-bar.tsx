import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from '../referrals.module.css';
import { MoneyList } from './money-list';
import { PayDialog } from './pay-dialog';
import type { Payable } from './payable';

/** As many as the API takes at once. */
const most = 200;

type PayBarProps = { payable: Payable; onPaid: () => void };

/** What of the chosen ones can be paid now, and the way to note it. */
export function PayBar({ payable, onPaid }: PayBarProps) {
  const { t } = useTranslation('referrals');
  const [isOpen, setOpen] = useState(false);
  const count = payable.ids.length;
  return (
    <>
      {count > 0 ? <MoneyList amounts={payable.amounts} /> : null}
      {payable.left > 0 ? (
        <span className={styles.meta}>{t('pay.left', { count: payable.left })}</span>
      ) : null}
      {count > most ? <span className={styles.meta}>{t('pay.too_many', { count: most })}</span> : null}
      <Button
        type="primary"
        size="small"
        disabled={count === 0 || count > most}
        onClick={() => setOpen(true)}
      >
        {t('pay.action')}
      </Button>
      {isOpen ? (
        <PayDialog
          payable={payable}
          onClose={() => setOpen(false)}
          onPaid={() => {
            setOpen(false);
            onPaid();
          }}
        />
      ) : null}
    </>
  );
}
