import { disputeLeadValidity, type NewDispute, type Validity } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Radio } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { validities } from './validity-words';

type DisputeDialogProps = { leadId: string; validity: Validity; onClose: () => void };

/** Says what a lead is instead of what it is taken for, and why. */
export default function DisputeDialog({ leadId, validity, onClose }: DisputeDialogProps) {
  const { t } = useTranslation(['validity', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: (body: NewDispute) => disputeLeadValidity({ path: { id: leadId }, body, throwOnError: true }),
    onDone: () => {
      onClose();
      showToast(t('validity:dispute.opened'), { tone: 'success' });
      return invalidateTags(queryClient, 'leads');
    },
  });
  const others = validities.filter((each) => each !== validity);
  return (
    <Modal open title={t('validity:dispute.open')} footer={null} width={440} onCancel={onClose}>
      <ProblemForm of={form} initialValues={{ claimed_validity: others[0] }}>
        <Form.Item
          name="claimed_validity"
          label={t('validity:dispute.claim', { now: t(`validity:word.${validity}`) })}
        >
          <Radio.Group options={others.map((value) => ({ value, label: t(`validity:word.${value}`) }))} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={t('validity:dispute.reason')}
          rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
        >
          <Input.TextArea
            autoSize={{ minRows: 3, maxRows: 8 }}
            maxLength={2000}
            placeholder={t('validity:dispute.reason_placeholder')}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('validity:dispute.submit')}
        </Button>
      </ProblemForm>
    </Modal>
  );
}
