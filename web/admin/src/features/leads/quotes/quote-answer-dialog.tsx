import { answerQuote, type Quote, type QuoteAnswer } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';

type QuoteAnswerDialogProps = { quote: Quote; onClose: () => void };

/** Enters what the customer said by word of mouth. */
export function QuoteAnswerDialog({ quote, onClose }: QuoteAnswerDialogProps) {
  const { t } = useTranslation(['quotes', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: (body: QuoteAnswer) => answerQuote({ path: { id: quote.id }, body, throwOnError: true }),
    onDone: () => {
      onClose();
      showToast(t('common:saved'), { tone: 'success' });
      return invalidateTags(queryClient, 'quotes', 'leads');
    },
  });
  const decisions = (['accepted', 'declined'] as const).map((value) => ({
    value,
    label: t(`quotes:answer.${value}`),
  }));
  return (
    <Modal
      open
      title={t('quotes:answer.title', { number: quote.number })}
      okText={t('common:action.save')}
      okButtonProps={{ loading: form.isPending }}
      onOk={form.form.submit}
      onCancel={onClose}
      width={440}
    >
      <ProblemForm
        of={form}
        initialValues={{ decision: 'accepted', name: quote.recipient_name ?? null } as QuoteAnswer}
      >
        <Form.Item name="decision" label={t('quotes:answer.decision')}>
          <Segmented block options={decisions} />
        </Form.Item>
        <Form.Item name="name" label={t('quotes:answer.name')}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="reason" label={t('quotes:answer.reason')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={2000} />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
