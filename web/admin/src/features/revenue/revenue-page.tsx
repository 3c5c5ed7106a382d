import { getMrrSummaryOptions } from '@perennial/api-client/queries';
import { Card, EmptyState, ErrorState, PageHeader, RelativeTime } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented, Select, Skeleton } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { GrantGate } from '../../shared/grants/grant-gate';
import { SaveActions } from '../insights/saved/save-actions';
import { SaveSlot } from '../insights/saved/save-slot';
import { SavedLine } from '../insights/saved/saved-line';
import { useKeptQuestion } from '../insights/saved/use-kept-question';
import { RevenueChart } from './revenue-chart';
import { RevenueDiffers } from './revenue-differs';
import styles from './revenue-page.module.css';
import {
  openFigure,
  revenuePeriods,
  revenueSearchOf,
  shownCurrency,
  toMrrQuestion,
  toSummaryQuery,
} from './revenue-search';

const OpenMovements = lazy(() => import('./open-movements'));

export function RevenuePage() {
  return (
    <GrantGate grant="customers:read">
      <Revenue />
    </GrantGate>
  );
}

/** Monthly recurring revenue: what customers pay, and why it moved. */
function Revenue() {
  const { t } = useTranslation('revenue');
  const mayKeep = useGrant('events:read');
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const search = useSearch({ from: '/_app/revenue' });
  const navigate = useNavigate({ from: '/revenue' });
  const go = (change: Partial<typeof search>) => void navigate({ search: { ...search, ...change } });
  const query = useQuery({
    ...getMrrSummaryOptions({ query: toSummaryQuery(search) }),
    placeholderData: keepPreviousData,
  });
  const kept = useKeptQuestion({
    search,
    navigate,
    keep: mayKeep
      ? { question: { kind: 'mrr', parameters: toMrrQuestion(search) }, searchOf: revenueSearchOf }
      : undefined,
  });
  const currencies = query.data?.currencies ?? [];
  const shown = query.data && shownCurrency(query.data, search.currency);
  const opened = shown && openFigure(search.open, shown.periods);
  return (
    <>
      <PageHeader
        title={t('title')}
        summary={query.data ? <RelativeTime at={query.data.as_of} /> : null}
        actions={
          <>
            {currencies.length > 1 ? (
              <Select
                aria-label={t('currency')}
                value={shown?.currency}
                options={currencies.map(({ currency }) => ({ value: currency, label: currency }))}
                onChange={(currency: string) => go({ currency, open: undefined })}
              />
            ) : null}
            <Segmented
              aria-label={t('period.label')}
              value={search.period ?? 'month'}
              options={revenuePeriods.map((value) => ({ value, label: t(`period.${value}`) }))}
              onChange={(period) => go({ period: period === 'month' ? undefined : period, open: undefined })}
            />
            <span ref={setSlot} className={styles.keep} />
          </>
        }
      />
      {kept ? (
        <SaveSlot value={slot}>
          <SaveActions kept={kept} />
          <SavedLine kept={kept} />
        </SaveSlot>
      ) : null}
      {query.isError ? (
        <Card>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Card>
      ) : null}
      {query.isPending ? (
        <Card>
          <Skeleton active paragraph={{ rows: 9 }} />
        </Card>
      ) : null}
      {query.data && !shown ? <NoRevenue /> : null}
      {query.data && shown ? (
        <>
          <RevenueDiffers revenue={shown} />
          <RevenueChart
            summary={query.data}
            revenue={shown}
            isRefreshing={query.isPlaceholderData}
            view={search.view ?? 'chart'}
            onView={(view) => go({ view: view === 'chart' ? undefined : view })}
            onOpen={(open) => go({ open })}
          />
        </>
      ) : null}
      {query.data && opened ? (
        <Suspense fallback={null}>
          <OpenMovements summary={query.data} opened={opened} onClose={() => go({ open: undefined })} />
        </Suspense>
      ) : null}
    </>
  );
}

/** Before the first subscription. */
function NoRevenue() {
  const { t } = useTranslation('revenue');
  const navigate = useNavigate();
  return (
    <Card>
      <EmptyState
        title={t('empty.title')}
        action={
          <Button type="primary" onClick={() => void navigate({ to: '/accounts' })}>
            {t('empty.action')}
          </Button>
        }
      >
        {t('empty.text')}
      </EmptyState>
    </Card>
  );
}
