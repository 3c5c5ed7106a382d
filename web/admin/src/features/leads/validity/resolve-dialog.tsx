import { type CriterionAnswer, resolveValidityDispute, type ValidityDispute } from '@perennial/api-client';
import { getLeadValidityOptions, invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Radio, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { lacksEvidence } from './corrections';
import { CorrectionsField } from './corrections-field';

type Values = { accept: boolean; resolution: string; criteria?: CriterionAnswer[] };
type ResolveDialogProps = { dispute: ValidityDispute; onClose: () => void };

/** Settles a dispute: answers are corrected until the lead is what was claimed, or it stays as it is. Both say why. */
export default function ResolveDialog({ dispute, onClose }: ResolveDialogProps) {
  const { t } = useTranslation(['validity', 'common']);
  const queryClient = useQueryClient();
  const known = useQuery(getLeadValidityOptions({ path: { id: dispute.lead_id } }));
  const form = useProblemForm({
    submit: ({ accept, resolution, criteria = [] }: Values) =>
      resolveValidityDispute({
        path: { id: dispute.id },
        body: { accept, resolution, criteria: accept ? criteria : [] },
        throwOnError: true,
      }),
    onDone: (_, { accept }) => {
      onClose();
      showToast(t(accept ? 'validity:dispute.accepted' : 'validity:dispute.rejected'), { tone: 'success' });
      return invalidateTags(queryClient, 'leads');
    },
  });
  const accepts = Form.useWatch('accept', form.form);
  const claimed = t(`validity:word.${dispute.claimed_validity}`);
  const disputed = t(`validity:word.${dispute.disputed_validity}`);
  return (
    <Modal open title={t('validity:dispute.resolve')} footer={null} width={520} onCancel={onClose}>
      <ProblemForm of={form} initialValues={{ accept: true }}>
        <p>{dispute.reason}</p>
        <Form.Item name="accept" label={t('validity:dispute.decision')}>
          <Radio.Group
            options={[
              { value: true, label: t('validity:dispute.accept', { claimed }) },
              { value: false, label: t('validity:dispute.reject', { disputed }) },
            ]}
          />
        </Form.Item>
        {accepts === false ? null : (
          <Form.Item
            name="criteria"
            label={t('validity:dispute.corrections', { claimed })}
            rules={[
              {
                validator: (_, given: CriterionAnswer[] = []) =>
                  given.some(lacksEvidence)
                    ? Promise.reject(new Error(t('validity:evidence.required')))
                    : Promise.resolve(),
              },
            ]}
          >
            {known.data ? (
              <CorrectionsField known={known.data.criteria} />
            ) : (
              <Skeleton active title={false} paragraph={{ rows: 4 }} />
            )}
          </Form.Item>
        )}
        <Form.Item
          name="resolution"
          label={t('validity:dispute.resolution')}
          rules={[{ required: true, whitespace: true, message: t('common:form.required') }]}
        >
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} maxLength={2000} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('validity:dispute.settle')}
        </Button>
      </ProblemForm>
    </Modal>
  );
}
