import { cancelReferralReward, ifMatch, type ReferralReward } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { referredTitle } from '../referred-title';

type CancelRewardDialogProps = { reward: ReferralReward; onClose: () => void };
type CancelValues = { reason?: string };

/** For good, so that it asks, and why. */
export function CancelRewardDialog({ reward, onClose }: CancelRewardDialogProps) {
  const { t } = useTranslation(['referrals', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: ({ reason = '' }: CancelValues) =>
      cancelReferralReward({
        path: { id: reward.id },
        body: { reason },
        headers: ifMatch(reward),
        throwOnError: true,
      }),
    onDone: async () => {
      showToast(t('referrals:cancel.done'), { tone: 'success' });
      onClose();
      await invalidateTags(queryClient, 'referrals');
    },
  });
  return (
    <Modal
      open
      title={t('referrals:cancel.title', {
        advocate: reward.advocate.name,
        lead: referredTitle(reward.lead),
      })}
      okText={t('referrals:cancel.submit')}
      okButtonProps={{ danger: true }}
      cancelText={t('referrals:cancel.keep')}
      confirmLoading={form.isPending}
      onOk={form.form.submit}
      onCancel={onClose}
      width={460}
    >
      <p>{t('referrals:cancel.text')}</p>
      <ProblemForm<CancelValues> of={form} initialValues={{}}>
        <Form.Item
          name="reason"
          label={t('referrals:cancel.reason')}
          rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
