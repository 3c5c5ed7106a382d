import { ifMatch, type Order, voidOrder } from '@perennial/api-client';
import { Day, Money } from '@perennial/ui';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useMoneyForm } from './use-money-form';

type VoidOrderDialogProps = { order: Order; onClose: () => void };

/** Asks why before an order is declared void: it can't be taken back, and the reason stays with it. */
export default function VoidOrderDialog({ order, onClose }: VoidOrderDialogProps) {
  const { t } = useTranslation(['orders', 'common']);
  const form = useMoneyForm({
    submit: async (body: { reason: string }) =>
      (await voidOrder({ path: { id: order.id }, body, headers: ifMatch(order), throwOnError: true })).data,
    said: () => t('orders:void.done'),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t('orders:void.title')}
      okText={t('orders:void.submit')}
      okButtonProps={{ danger: true, loading: form.isPending }}
      onOk={form.form.submit}
      onCancel={onClose}
    >
      <p style={{ marginBottom: 12 }}>
        {t(`orders:kind.${order.kind}`)} · <Money value={order.amount} /> · <Day on={order.ordered_on} />
        <br />
        {t('orders:void.text')}
      </p>
      <ProblemForm of={form}>
        <Form.Item
          name="reason"
          label={t('orders:void.reason')}
          rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
        >
          <Input.TextArea
            autoFocus
            autoSize={{ minRows: 2, maxRows: 5 }}
            maxLength={500}
            placeholder={t('orders:void.placeholder')}
          />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
