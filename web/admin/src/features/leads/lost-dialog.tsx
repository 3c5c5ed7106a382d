import type { LostReason } from '@perennial/api-client';
import { Form, Input, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './lost-dialog.module.css';
import type { Lost } from './use-move-lead';

const reasons = [
  'price',
  'budget',
  'no_need',
  'missing_feature',
  'competitor',
  'timing',
  'unreachable',
  'not_a_fit',
  'invalid',
  'other',
] as const satisfies LostReason[];

type LostDialogProps = { name: string; onConfirm: (lost: Lost) => void; onCancel: () => void };

/** Nobody is lost without a reason: it is what the next quarter is planned from. */
export default function LostDialog({ name, onConfirm, onCancel }: LostDialogProps) {
  const { t } = useTranslation(['leads', 'timeline', 'common']);
  const [form] = Form.useForm<Lost>();
  const reason = Form.useWatch('lost_reason', form);
  return (
    <Modal
      open
      title={t('leads:lost.title', { lead: name })}
      okText={t('leads:lost.confirm')}
      okButtonProps={{ danger: true }}
      onOk={form.submit}
      onCancel={onCancel}
      width={440}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={onConfirm}>
        <Form.Item
          name="lost_reason"
          label={t('leads:lost.reason')}
          rules={[{ required: true, message: t('leads:lost.required') }]}
        >
          <Radio.Group
            className={styles.reasons ?? ''}
            options={reasons.map((value) => ({ value, label: t(`timeline:word.lost_reason.${value}`) }))}
          />
        </Form.Item>
        <Form.Item
          name="lost_note"
          label={t(reason === 'other' ? 'leads:lost.note' : 'leads:lost.note_optional')}
          rules={[
            {
              required: reason === 'other',
              whitespace: reason === 'other',
              message: t('leads:lost.note_required'),
            },
          ]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
