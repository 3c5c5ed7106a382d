import type { Referral } from '@perennial/api-client';
import { Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { referredTitle } from '../referred-title';

type RefuseDialogProps = {
  referral: Referral;
  refuse: (referral: Referral, note: string) => Promise<void>;
  onClose: () => void;
};

/** Whoever refuses says why: the advocate will ask. */
export function RefuseDialog({ referral, refuse, onClose }: RefuseDialogProps) {
  const { t } = useTranslation(['referrals', 'common']);
  const form = useProblemForm<{ note?: string }, void>({
    submit: ({ note = '' }) => refuse(referral, note),
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t('referrals:refuse.title', { lead: referredTitle(referral.lead) })}
      okText={t('referrals:refuse.action')}
      okButtonProps={{ danger: true }}
      confirmLoading={form.isPending}
      onOk={form.form.submit}
      onCancel={onClose}
      width={460}
    >
      <p>{t('referrals:refuse.text', { advocate: referral.advocate.name })}</p>
      <ProblemForm<{ note?: string }> of={form} initialValues={{}}>
        <Form.Item
          name="note"
          label={t('referrals:refuse.note')}
          rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
        >
          <Input.TextArea autoFocus autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
