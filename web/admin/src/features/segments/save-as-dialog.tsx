import { type Condition, createSegment, type Segment } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import type { SegmentDraft } from './segment-draft';

type SaveAsDialogProps = {
  draft: SegmentDraft;
  condition: Condition;
  onSaved: (copy: Segment) => void;
  onClose: () => void;
};

/** Another segment with the condition as it stands. */
export function SaveAsDialog({ draft, condition, onSaved, onClose }: SaveAsDialogProps) {
  const { t } = useTranslation(['segments', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: async ({ name }: { name: string }) => {
      const { description, subject } = draft;
      const body = { name: name.trim(), description: description.trim() || null, subject, condition };
      return (await createSegment({ body, throwOnError: true })).data;
    },
    onDone: (copy) => {
      void invalidateTags(queryClient, 'segments');
      showToast(t('common:saved'), { tone: 'success' });
      onSaved(copy);
    },
  });
  return (
    <Modal open title={t('segments:save_as.title')} footer={null} width={400} onCancel={onClose}>
      <ProblemForm of={form} initialValues={{ name: t('segments:save_as.name', { name: draft.name }) }}>
        <Form.Item
          name="name"
          label={t('segments:name')}
          rules={[{ required: true, message: t('common:form.required') }]}
        >
          <Input autoFocus autoComplete="off" maxLength={100} />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('common:action.save')}
        </Button>
      </ProblemForm>
    </Modal>
  );
}
