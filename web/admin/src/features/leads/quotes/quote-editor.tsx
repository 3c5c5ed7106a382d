import { createQuote, ifMatch, type Lead, type Quote, sendQuote, updateQuote } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast, useKit } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemForm } from '../../../forms/use-problem-form';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { FormDrawer } from '../../../shared/forms/form-drawer';
import record from '../../../shared/records/record-detail.module.css';
import { DayPicker } from '../../../shared/time/pickers';
import { dayInZone } from '../../../shared/time/zoned';
import { DiscardDraft } from './discard-draft';
import { QuoteFigures } from './quote-figures';
import { QuoteLinesField } from './quote-lines-field';
import { type QuoteValues, quoteOf, valuesOf } from './quote-values';
import styles from './quotes.module.css';
import { useQuotePreview } from './use-quote-preview';

const validDays = 30;

type QuoteEditorProps = {
  lead: Lead;
  /** The draft that is changed; none for a new one. */
  quote: Quote | undefined;
  onSaved: (quote: Quote) => void;
  onClose: () => void;
};

/** Writes a draft: for whom, what, at which price. The figures below are the server's. */
export function QuoteEditor({ lead, quote, onSaved, onClose }: QuoteEditorProps) {
  const { t, i18n } = useTranslation(['quotes', 'common']);
  const { timeZone } = useKit();
  const queryClient = useQueryClient();
  const { ask, holder } = useConfirm();
  const isToSend = useRef(false);
  const form = useProblemForm({
    submit: async (values: QuoteValues) => {
      const sends = isToSend.current;
      isToSend.current = false;
      const body = quoteOf(values);
      const { data: saved } = quote
        ? await updateQuote({ path: { id: quote.id }, body, headers: ifMatch(quote), throwOnError: true })
        : await createQuote({ path: { id: lead.id }, body, throwOnError: true });
      // The draft is kept even where it can't be sent.
      if (!quote) onSaved(saved);
      if (!sends) return saved;
      return (await sendQuote({ path: { id: saved.id }, throwOnError: true })).data;
    },
    onDone: async (saved) => {
      showToast(t(saved.status === 'sent' ? 'quotes:sent' : 'common:saved'), { tone: 'success' });
      await invalidateTags(queryClient, 'quotes', 'leads');
      onSaved(saved);
    },
  });
  const before: QuoteValues = quote
    ? valuesOf(quote)
    : {
        recipient_name: lead.name ?? null,
        recipient_company: lead.company ?? null,
        locale: i18n.language === 'en' ? 'en' : 'zh-CN',
        valid_until: dayInZone(new Date(), timeZone, validDays),
        lines: [],
      };
  const lines = Form.useWatch('lines', form.form) ?? before.lines;
  const { preview, isBehind } = useQuotePreview(lines);
  const send = async () => {
    const isWhole = await form.form.validateFields().then(
      () => true,
      () => false,
    );
    if (!isWhole) return;
    ask({
      title: t('quotes:send.title'),
      text: t('quotes:send.text'),
      confirm: t('quotes:send.confirm'),
      isDangerous: false,
      run: () => {
        isToSend.current = true;
        form.form.submit();
      },
    });
  };
  const languages = (['zh-CN', 'en'] as const).map((value) => ({
    value,
    label: t(`quotes:language.${value}`),
  }));
  return (
    <FormDrawer
      title={quote ? t('quotes:edit', { number: quote.number }) : t('quotes:create')}
      of={form}
      initialValues={before}
      submitLabel={t('quotes:save')}
      width={680}
      extra={
        <span className={styles.actions}>
          {quote ? <DiscardDraft quote={quote} onDone={onClose} /> : null}
          <Button onClick={() => void send()} disabled={form.isPending || lines.length === 0}>
            {t('quotes:send.action')}
          </Button>
        </span>
      }
      onClose={onClose}
    >
      {holder}
      <div className={styles.stack}>
        <div className={record.pair}>
          <Form.Item name="recipient_company" label={t('quotes:field.recipient_company')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item name="recipient_name" label={t('quotes:field.recipient_name')}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="valid_until"
            label={t('quotes:field.valid_until')}
            rules={[{ required: true, message: t('common:form.required') }]}
          >
            <DayPicker />
          </Form.Item>
          <Form.Item name="locale" label={t('quotes:field.locale')}>
            <Select options={languages} />
          </Form.Item>
        </div>
        <QuoteLinesField preview={preview} />
        <QuoteFigures totals={preview?.totals} isBehind={isBehind} />
        <Form.Item name="terms" label={t('quotes:field.terms')} extra={t('quotes:terms_hint')}>
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 12 }} maxLength={5000} />
        </Form.Item>
      </div>
    </FormDrawer>
  );
}
