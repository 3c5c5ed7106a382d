import { getMrrSummaryOptions } from '@perennial/api-client/queries';
import { Card, EmptyState, ErrorState, formatMoney, PageHeader, RelativeTime, useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Segmented, Select, Skeleton } from 'antd';
import { TriangleAlert } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { GrantGate } from '../../shared/grants/grant-gate';
import { RevenueChart } from './revenue-chart';
import styles from './revenue-page.module.css';
import { openFigure, revenuePeriodName, revenuePeriods, toSummaryQuery } from './revenue-search';

const MovementsDrawer = lazy(() => import('./movements-drawer'));

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
  const { locale } = useKit();
  const search = useSearch({ from: '/_app/revenue' });
  const navigate = useNavigate({ from: '/revenue' });
  const go = (change: Partial<typeof search>) => void navigate({ search: { ...search, ...change } });
  const query = useQuery({
    ...getMrrSummaryOptions({ query: toSummaryQuery(search) }),
    placeholderData: keepPreviousData,
  });
  const currencies = query.data?.currencies ?? [];
  const shown = currencies.find(({ currency }) => currency === search.currency) ?? currencies[0];
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
          </>
        }
      />
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
          {shown.checks.every(({ holds }) => holds) ? null : (
            <p role="alert" className={styles.differs}>
              <TriangleAlert size={15} aria-hidden="true" />
              {t('differs')}
            </p>
          )}
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
          <MovementsDrawer
            kind={opened.kind}
            period={opened.period}
            currency={shown.currency}
            title={`${revenuePeriodName(opened.period.starts_on, query.data.period, locale)} · ${t(`kind.${opened.kind}`)} ${formatMoney(opened.period[opened.kind], locale)}`}
            onClose={() => go({ open: undefined })}
          />
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
