import { getMrrSummaryOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { GrantGate } from '../../shared/grants/grant-gate';
import type { QuestionTileProps } from '../insights/question-tile';
import styles from '../insights/question-tile.module.css';
import { RevenueChart } from './revenue-chart';
import { RevenueDiffers } from './revenue-differs';
import { openFigure, revenueSearchOf, shownCurrency, toSummaryQuery } from './revenue-search';

const OpenMovements = lazy(() => import('./open-movements'));

/** Recurring revenue among other questions. Whoever sees no customers sees no money of theirs. */
export function RevenueTile(props: QuestionTileProps) {
  return (
    <GrantGate grant="customers:read">
      <Revenue {...props} />
    </GrantGate>
  );
}

function Revenue({ kept, open, onOpen, onView }: QuestionTileProps) {
  const { t } = useTranslation('dashboards');
  const search = revenueSearchOf(kept) ?? {};
  const query = useQuery(getMrrSummaryOptions({ query: toSummaryQuery(search) }));
  if (!query.data) {
    return query.isError ? (
      <div className={styles.state}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />
      </div>
    ) : (
      <div className={styles.waiting} aria-busy="true">
        <Skeleton active title={false} paragraph={{ rows: 5 }} />
      </div>
    );
  }
  const shown = shownCurrency(query.data, search.currency);
  if (!shown) return <p className={styles.state}>{t('tile.empty')}</p>;
  const opened = openFigure(open, shown.periods);
  return (
    <>
      <RevenueDiffers revenue={shown} />
      <RevenueChart
        summary={query.data}
        revenue={shown}
        isRefreshing={query.isFetching}
        view={kept.view}
        onView={onView}
        onOpen={onOpen}
      />
      <Suspense fallback={null}>
        {opened ? (
          <OpenMovements summary={query.data} opened={opened} onClose={() => onOpen(undefined)} />
        ) : null}
      </Suspense>
    </>
  );
}
