import { type Quote, toProblem, withdrawQuote } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../../shared/confirm/use-confirm';

type DiscardDraftProps = { quote: Quote; onDone: () => void };

/** Gives a draft up. Its number stays taken, so that none is missing. */
export function DiscardDraft({ quote, onDone }: DiscardDraftProps) {
  const { t } = useTranslation(['quotes', 'common']);
  const queryClient = useQueryClient();
  const { ask, holder } = useConfirm();
  const discard = useMutation({
    mutationFn: () => withdrawQuote({ path: { id: quote.id }, throwOnError: true }),
    onError: (error) => showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' }),
    onSuccess: () => {
      showToast(t('quotes:withdraw.done'), { tone: 'success' });
      onDone();
      return invalidateTags(queryClient, 'quotes', 'leads');
    },
  });
  return (
    <>
      {holder}
      <Button
        danger
        type="text"
        loading={discard.isPending}
        onClick={() =>
          ask({
            title: t('quotes:discard.title', { number: quote.number }),
            text: t('quotes:discard.text'),
            confirm: t('quotes:discard.action'),
            run: () => discard.mutateAsync(),
          })
        }
      >
        {t('quotes:discard.action')}
      </Button>
    </>
  );
}
