import type { NextStep } from '@perennial/api-client';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { MomentPicker } from '../../../shared/time/pickers';

type NextStepDialogProps = {
  name: string;
  stage: string;
  onConfirm: (step: NextStep) => void;
  onCancel: () => void;
};

/** Some stages need that somebody has planned what comes next. */
export default function NextStepDialog({ name, stage, onConfirm, onCancel }: NextStepDialogProps) {
  const { t } = useTranslation(['selling', 'activities', 'common']);
  const [form] = Form.useForm<NextStep>();
  return (
    <Modal
      open
      title={t('selling:next.title', { lead: name, stage })}
      okText={t('selling:next.confirm')}
      onOk={form.submit}
      onCancel={onCancel}
      width={440}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={onConfirm}>
        <Form.Item
          name="title"
          label={t('activities:field.next_step')}
          extra={t('selling:next.hint')}
          rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
        >
          <Input
            autoFocus
            maxLength={200}
            autoComplete="off"
            placeholder={t('activities:next_placeholder')}
          />
        </Form.Item>
        <Form.Item name="due_at" label={t('activities:field.due')}>
          <MomentPicker />
        </Form.Item>
      </Form>
    </Modal>
  );
}
