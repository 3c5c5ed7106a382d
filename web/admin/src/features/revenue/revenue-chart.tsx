import type { MrrPeriod, MrrSummary, MrrSummaryOfCurrency } from '@perennial/api-client';
import { formatMoney, minorDigits, useKit } from '@perennial/ui';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../shared/charts/bar-chart';
import { ChartFrame, type ChartView } from '../../shared/charts/chart-frame';
import type { ChartTable, TableCell } from '../../shared/charts/chart-table';
import { formatCount, formatShare, shareValue } from '../../shared/charts/format';
import { canvasDrawing } from '../../shared/charts/picture';
import { RevenueFigures } from './revenue-figures';
import { figureId, isLoss, revenuePeriodName, shownKinds } from './revenue-search';

type RevenueChartProps = {
  summary: MrrSummary;
  revenue: MrrSummaryOfCurrency;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: (figure: string) => void;
};

/** What came and what went, period by period. */
export function RevenueChart({ summary, revenue, isRefreshing, view, onView, onOpen }: RevenueChartProps) {
  const { t } = useTranslation('revenue');
  const { locale } = useKit();
  const picture = useRef<() => HTMLCanvasElement>(null);
  const { periods, currency } = revenue;
  const names = periods.map(({ starts_on }) => revenuePeriodName(starts_on, summary.period, locale));
  const kinds = shownKinds(periods);
  const paused = periods.at(-1)?.customers_paused_at_end ?? 0;
  const major = 10 ** minorDigits(currency);
  return (
    <ChartFrame
      title={t('movements')}
      sentence={t('sentence', { currency, zone: summary.time_zone })}
      table={useRevenueTable(summary, periods, onOpen)}
      view={view}
      onView={onView}
      fileName="mrr"
      isRefreshing={isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      notes={
        <>
          {periods.some(({ is_over }) => !is_over) ? <span>{t('running')}</span> : null}
          {paused > 0 ? <span>{t('paused', { count: paused })}</span> : null}
        </>
      }
    >
      <RevenueFigures periods={periods} />
      <BarChart
        label={t('movements')}
        points={names}
        names={names}
        series={kinds.map((kind) => ({
          name: t(`kind.${kind}`),
          values: periods.map((period) => Math.abs(period[kind].amount) / major),
          isBelow: isLoss(kind),
        }))}
        figures={kinds.map((kind) => periods.map((period) => formatMoney(period[kind], locale)))}
        provisional={periods.filter(({ is_over }) => !is_over).length}
        onOpen={(index, at) => {
          const [kind, period] = [kinds[index], periods[at]];
          if (kind && period) onOpen(figureId(kind, period));
        }}
        picture={picture}
      />
    </ChartFrame>
  );
}

function useRevenueTable(
  summary: MrrSummary,
  periods: MrrPeriod[],
  onOpen: (figure: string) => void,
): ChartTable {
  const { t } = useTranslation('revenue');
  const { locale } = useKit();
  const money = (value: MrrPeriod['start'], open?: () => void): TableCell => ({
    text: formatMoney(value, locale),
    value: value.amount / 10 ** minorDigits(value.currency),
    onOpen: open && value.amount !== 0 ? open : undefined,
  });
  const share = (rate: number | null | undefined): TableCell => ({
    text: formatShare(rate, locale),
    value: shareValue(rate),
  });
  const kinds = shownKinds(periods);
  const rows = periods.map((period): TableCell[] => [
    { text: revenuePeriodName(period.starts_on, summary.period, locale), value: period.starts_on },
    money(period.start),
    ...kinds.map((kind) => money(period[kind], () => onOpen(figureId(kind, period)))),
    money(period.end),
    { text: formatCount(period.customers_at_end, locale), value: period.customers_at_end },
    share(period.customer_churn_rate),
    share(period.net_retention_12_months),
  ]);
  return {
    caption: t('movements'),
    head: [
      t(`period.${summary.period}`),
      t('start'),
      ...kinds.map((kind) => t(`kind.${kind}`)),
      t('end'),
      t('customers'),
      t('customer_churn'),
      t('nrr'),
    ],
    rows: rows.toReversed(),
  };
}
