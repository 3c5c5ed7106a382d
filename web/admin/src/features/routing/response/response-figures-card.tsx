import type { ResponseCounts } from '@perennial/api-client';
import { getResponseFiguresOptions } from '@perennial/api-client/queries';
import { Card, ErrorState, useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select, Skeleton } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { TableCell } from '../../../shared/charts/chart-table';
import { dayInZone, startOfDay } from '../../../shared/time/zoned';
import { FiguresCard } from '../../sales-analysis/figures-card';
import type { LeadScope } from '../../sales-analysis/sales-search';
import { useFigureCells } from '../../sales-analysis/use-figure-cells';
import { figureWindows, type RoutingSearch } from '../routing-search';

type Window = NonNullable<RoutingSearch['window']>;
type ResponseFiguresCardProps = {
  window: Window | undefined;
  onWindow: (window: Window | undefined) => void;
};

/** How often promises were kept, of all and by rep; each count opens its leads. */
export function ResponseFiguresCard({ window = 'd30', onWindow }: ResponseFiguresCardProps) {
  const { t } = useTranslation('routing');
  const { timeZone } = useKit();
  const { count, share, duration, small } = useFigureCells();
  // By the day, so that it isn't asked for again on every render.
  const since = useMemo(() => {
    const day = dayInZone(new Date(), timeZone, 1 - Number(window.slice(1)));
    return startOfDay(day, timeZone).toISOString();
  }, [window, timeZone]);
  const query = useQuery({
    ...getResponseFiguresOptions({ query: { started_at_gte: since } }),
    placeholderData: keepPreviousData,
  });
  const row = (name: string, counts: ResponseCounts, who: LeadScope): TableCell[] => {
    const scope = (response_state: string) => ({ ...who, created_at_gte: since, response_state });
    const { met_share: rate, met_share_low: low, met_share_high: high } = counts;
    return [
      { text: name },
      count(counts.met, scope('met')),
      count(counts.breached, scope('breached')),
      count(counts.running, scope('due,paused')),
      share({ rate: rate ?? null, low: low ?? null, high: high ?? null }),
      duration(counts.median_seconds),
      duration(counts.p90_seconds),
    ];
  };
  if (query.isError) {
    return (
      <Card title={t('figures.title')}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} compact />
      </Card>
    );
  }
  if (query.isPending) {
    return (
      <Card title={t('figures.title')}>
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      </Card>
    );
  }
  const { reps, ...all } = query.data;
  const few = small(all.met + all.breached);
  return (
    <FiguresCard
      title={t('figures.title')}
      sentence={t('figures.sentence')}
      fileName="first-answers"
      isRefreshing={query.isPlaceholderData}
      tools={
        <Select<Window>
          size="small"
          aria-label={t('figures.window')}
          popupMatchSelectWidth={false}
          value={window}
          options={figureWindows.map((value) => ({
            value,
            label: t('dry_run.last_days', { count: Number(value.slice(1)) }),
          }))}
          onChange={(next) => onWindow(next === 'd30' ? undefined : next)}
        />
      }
      notes={
        <>
          {few ? <span>{few}</span> : null}
          <span>{t('figures.note')}</span>
        </>
      }
      table={{
        caption: t('figures.title'),
        head: [
          t('reps.member'),
          t('figures.met'),
          t('figures.breached'),
          t('figures.running'),
          t('figures.share'),
          t('figures.median'),
          t('figures.p90'),
        ],
        rows: [
          row(t('figures.all'), all, {}),
          ...reps.map((rep) =>
            row(rep.member?.name ?? t('figures.nobody'), rep, { owner_id: rep.member?.id ?? 'none' }),
          ),
        ],
      }}
    />
  );
}
