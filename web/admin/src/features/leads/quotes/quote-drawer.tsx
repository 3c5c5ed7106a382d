import type { Lead } from '@perennial/api-client';
import { getQuoteOptions } from '@perennial/api-client/queries';
import { DetailDrawer, ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCanWriteLead } from '../use-can-write-lead';
import { QuoteActions } from './quote-actions';
import { QuoteEditor } from './quote-editor';
import { QuoteView } from './quote-view';
import styles from './quotes.module.css';

type QuoteDrawerProps = {
  lead: Lead;
  /** Its id, or `new`. */
  id: string;
  onOpen: (id: string) => void;
  onClose: () => void;
};

/** A quote beside its lead: a draft to be written, or what was sent and became of it. */
export default function QuoteDrawer({ lead, id, onOpen, onClose }: QuoteDrawerProps) {
  const { t } = useTranslation('quotes');
  const canWrite = useCanWriteLead(lead);
  const isNew = id === 'new';
  const query = useQuery({ ...getQuoteOptions({ path: { id } }), enabled: !isNew });
  const quote = query.data;
  if (canWrite && (isNew || quote?.status === 'draft')) {
    return (
      <QuoteEditor
        key={quote ? `${quote.id} ${quote.version}` : id}
        lead={lead}
        quote={isNew ? undefined : quote}
        onSaved={(saved) => onOpen(saved.id)}
        onClose={onClose}
      />
    );
  }
  return (
    <DetailDrawer isOpen title={quote?.number ?? t('title_one')} onClose={onClose} width={600}>
      {query.isPending && !isNew ? <Skeleton active paragraph={{ rows: 8 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : null}
      {quote ? (
        <div className={styles.stack}>
          {canWrite ? <QuoteActions quote={quote} onOpen={onOpen} /> : null}
          <QuoteView quote={quote} />
        </div>
      ) : null}
    </DetailDrawer>
  );
}
