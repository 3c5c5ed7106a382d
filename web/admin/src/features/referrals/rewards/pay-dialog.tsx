import { payReferralRewards } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import styles from '../referrals.module.css';
import { MoneyList } from './money-list';
import type { Payable } from './payable';

type PayDialogProps = { payable: Payable; onClose: () => void; onPaid: () => void };
type PayValues = { reference?: string };

/** Notes that money went out: to whom how much, and by what it is found at the bank. */
export function PayDialog({ payable, onClose, onPaid }: PayDialogProps) {
  const { t } = useTranslation('referrals');
  const queryClient = useQueryClient();
  const count = payable.ids.length;
  const form = useProblemForm({
    submit: ({ reference }: PayValues) =>
      payReferralRewards({
        body: { ids: payable.ids, ...(reference?.trim() ? { reference: reference.trim() } : {}) },
        throwOnError: true,
      }),
    onDone: async () => {
      showToast(t('pay.done', { count }), { tone: 'success' });
      onPaid();
      await invalidateTags(queryClient, 'referrals');
    },
  });
  return (
    <Modal
      open
      title={t('pay.title', { count })}
      okText={t('pay.submit')}
      confirmLoading={form.isPending}
      onOk={form.form.submit}
      onCancel={onClose}
      width={480}
    >
      <div className={styles.stack}>
        <p className={styles.meta} style={{ margin: 0 }}>
          {t('pay.text')}
        </p>
        <ul className={styles.list} aria-label={t('pay.payees')}>
          {payable.payees.map(({ advocate, count: each, amounts }) => (
            <li key={advocate.id}>
              <span>
                {advocate.name} <span className={styles.meta}>{t('pay.rewards', { count: each })}</span>
              </span>
              <MoneyList amounts={amounts} />
            </li>
          ))}
          {payable.payees.length > 1 ? (
            <li>
              <span>{t('pay.total')}</span>
              <MoneyList amounts={payable.amounts} />
            </li>
          ) : null}
        </ul>
        <ProblemForm<PayValues> of={form} initialValues={{}}>
          <Form.Item name="reference" label={t('pay.reference')} extra={t('pay.reference_hint')}>
            <Input autoFocus maxLength={200} autoComplete="off" />
          </Form.Item>
        </ProblemForm>
      </div>
    </Modal>
  );
}
