import type { Quote } from '@perennial/api-client';
import { listLeadQuotesOptions } from '@perennial/api-client/queries';
import { Day, EmptyState, ErrorState, Money, RelativeTime, StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { Button, Skeleton } from 'antd';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import selling from '../selling/selling.module.css';
import { quoteTones } from './quote-words';
import styles from './quotes.module.css';

type QuotesPanelProps = { leadId: string; canWrite: boolean };

/** What the lead was offered, the newest first, and what became of it. */
export function QuotesPanel({ leadId, canWrite }: QuotesPanelProps) {
  const { t } = useTranslation('quotes');
  const router = useRouter();
  const query = useQuery(listLeadQuotesOptions({ path: { id: leadId }, query: { limit: 200 } }));
  const quotes = query.data?.data ?? [];
  const create = () =>
    router.navigate({
      to: '/leads/$leadId',
      params: { leadId },
      search: { tab: 'quotes', quote: 'new' },
    });
  const button = (
    <Button icon={<Plus size={14} />} size="small" onClick={() => void create()}>
      {t('create')}
    </Button>
  );
  return (
    <section className={selling.section} aria-label={t('title')}>
      {query.isPending ? <Skeleton active title={false} paragraph={{ rows: 3 }} /> : null}
      {query.isError ? <ErrorState error={query.error} onRetry={() => void query.refetch()} compact /> : null}
      {query.isSuccess && quotes.length === 0 ? (
        <EmptyState title={t('empty.title')} action={canWrite ? button : undefined}>
          {t('empty.text')}
        </EmptyState>
      ) : null}
      {quotes.length > 0 ? (
        <>
          {canWrite ? <div className={styles.tools}>{button}</div> : null}
          <ul className={selling.entries}>
            {quotes.map((quote) => (
              <QuoteRow key={quote.id} quote={quote} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function QuoteRow({ quote }: { quote: Quote }) {
  const { t } = useTranslation('quotes');
  const { id, lead_id: leadId, number, status, totals, valid_until, first_seen_at: seen } = quote;
  return (
    <li className={selling.entry}>
      <div className={selling.entryHead}>
        <Link
          to="/leads/$leadId"
          params={{ leadId }}
          search={{ tab: 'quotes', quote: id }}
          className={styles.number}
        >
          {number}
        </Link>
        <StatusTag tone={quoteTones[status]}>{t(`status.${status}`)}</StatusTag>
        <strong className={styles.amount}>
          <Money value={totals.first_year} />
        </strong>
      </div>
      <p className={selling.meta}>
        {t('field.valid_until')} <Day on={valid_until} />
        {seen ? (
          <>
            {' · '}
            {t('seen')} <RelativeTime at={seen} />
          </>
        ) : null}
        {status === 'sent' && !seen ? ` · ${t('not_seen')}` : null}
      </p>
    </li>
  );
}
