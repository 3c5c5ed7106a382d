import { getLeadOptions } from '@perennial/api-client/queries';
import { ErrorState, PageHeader } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { LeadDetail } from './lead-detail';
import { leadTitle } from './lead-title';

const QuoteDrawer = lazy(() => import('./quotes/quote-drawer'));

/** A lead under its own address. */
export function LeadPage() {
  const { leadId } = useParams({ from: '/_app/leads/$leadId' });
  const { tab, quote } = useSearch({ from: '/_app/leads/$leadId' });
  const navigate = useNavigate({ from: '/leads/$leadId' });
  const query = useQuery(getLeadOptions({ path: { id: leadId } }));
  if (query.isError && !query.data) {
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  }
  if (!query.data) return <Skeleton active paragraph={{ rows: 8 }} />;
  const lead = query.data;
  const about = [lead.company ? lead.name : undefined, lead.title, lead.city].filter(Boolean).join(' · ');
  return (
    <>
      <PageHeader title={leadTitle(lead)} summary={about || undefined} />
      <LeadDetail
        key={lead.id}
        lead={lead}
        tab={tab}
        onTab={(next) => void navigate({ search: { tab: next }, replace: true })}
        isPage
      />
      {quote ? (
        <Suspense fallback={null}>
          <QuoteDrawer
            lead={lead}
            id={quote}
            onOpen={(id) => void navigate({ search: { tab, quote: id }, replace: true })}
            onClose={() => void navigate({ search: { tab } })}
          />
        </Suspense>
      ) : null}
    </>
  );
}
