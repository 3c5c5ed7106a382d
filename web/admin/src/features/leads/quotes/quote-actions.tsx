import { type Quote, reviseQuote, toProblem, withdrawQuote } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { CopyBox, showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';
import { publicLink } from '../../referrals/advocates/public-link';
import { QuoteAnswerDialog } from './quote-answer-dialog';
import { isOpenQuote } from './quote-words';
import styles from './quotes.module.css';

type QuoteActionsProps = { quote: Quote; onOpen: (id: string) => void };

/** What can be done with a quote that was sent: bring its link, enter the answer, write it anew, take it back. */
export function QuoteActions({ quote, onOpen }: QuoteActionsProps) {
  const { t } = useTranslation(['quotes', 'common']);
  const queryClient = useQueryClient();
  const { ask, holder } = useConfirm();
  const [isAnswering, setAnswering] = useState(false);
  const path = { id: quote.id };
  const told = {
    onError: (error: Error) =>
      showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
    onSettled: () => invalidateTags(queryClient, 'quotes', 'leads'),
  };
  const withdraw = useMutation({
    ...told,
    mutationFn: () => withdrawQuote({ path, throwOnError: true }),
    onSuccess: () => showToast(t('quotes:withdraw.done'), { tone: 'success' }),
  });
  const revise = useMutation({
    ...told,
    mutationFn: () => reviseQuote({ path, throwOnError: true }),
    onSuccess: ({ data }) => onOpen(data.id),
  });
  const isOpen = isOpenQuote(quote.status);
  const link = quote.public_url ? publicLink(quote.public_url) : undefined;
  return (
    <>
      {holder}
      {link && isOpen ? <CopyBox text={link} label={t('quotes:link')} /> : null}
      <div className={styles.actions}>
        {isOpen ? (
          <Button type="primary" onClick={() => setAnswering(true)}>
            {t('quotes:answer.action')}
          </Button>
        ) : null}
        {quote.status === 'accepted' ? null : (
          <Button loading={revise.isPending} onClick={() => revise.mutate()}>
            {t('quotes:revise')}
          </Button>
        )}
        {link ? (
          <Button href={`${link}?preview`} target="_blank" icon={<ExternalLink size={14} />}>
            {t('quotes:look')}
          </Button>
        ) : null}
        {isOpen ? (
          <Button
            danger
            onClick={() =>
              ask({
                title: t('quotes:withdraw.title', { number: quote.number }),
                text: t('quotes:withdraw.text'),
                confirm: t('quotes:withdraw.action'),
                run: () => withdraw.mutateAsync(),
              })
            }
          >
            {t('quotes:withdraw.action')}
          </Button>
        ) : null}
      </div>
      {isAnswering ? <QuoteAnswerDialog quote={quote} onClose={() => setAnswering(false)} /> : null}
    </>
  );
}
