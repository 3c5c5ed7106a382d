import type { Pipeline, PipelineMonth } from '@perennial/api-client';
import { formatMoney, minorDigits, useKit } from '@perennial/ui';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../shared/charts/bar-chart';
import { ChartFrame, type ChartView } from '../../shared/charts/chart-frame';
import { canvasDrawing } from '../../shared/charts/picture';
import { useFigureCells } from './use-figure-cells';

type PipelineMonthsChartProps = {
  pipeline: Pipeline;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
};

/** When the open leads are expected to decide. */
export function PipelineMonthsChart({ pipeline, isRefreshing, view, onView }: PipelineMonthsChartProps) {
  const { t } = useTranslation('sales-analysis');
  const { locale } = useKit();
  const { count, money } = useFigureCells();
  const picture = useRef<() => HTMLCanvasElement>(null);
  const { months } = pipeline;
  if (months.every(({ amount }) => amount.amount === 0)) return null;
  const nameOf = ({ month, is_overdue }: PipelineMonth) => {
    if (!month) return t('pipeline.no_date');
    const name = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(
      new Date(`${month}T00:00:00Z`),
    );
    return is_overdue ? t('pipeline.overdue', { month: name }) : name;
  };
  const names = months.map(nameOf);
  const major = 10 ** minorDigits(pipeline.amount.currency);
  const kinds = ['weighted', 'amount'] as const;
  return (
    <ChartFrame
      title={t('pipeline.months_title')}
      sentence={t('pipeline.months_sentence')}
      view={view}
      onView={onView}
      fileName="pipeline-months"
      isRefreshing={isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      table={{
        caption: t('pipeline.months_title'),
        head: [t('pipeline.month'), t('pipeline.leads'), t('pipeline.amount'), t('pipeline.weighted')],
        rows: months.map((month) => [
          { text: nameOf(month), value: month.month ?? null },
          count(month.leads),
          money(month.amount),
          money(month.weighted),
        ]),
      }}
    >
      <BarChart
        label={t('pipeline.months_title')}
        points={names}
        names={names}
        // Together they are as high as the whole amount.
        series={kinds.map((kind) => ({
          name: t(`pipeline.${kind}`),
          values: months.map((month) =>
            kind === 'weighted'
              ? month.weighted.amount / major
              : (month.amount.amount - month.weighted.amount) / major,
          ),
        }))}
        figures={kinds.map((kind) => months.map((month) => formatMoney(month[kind], locale)))}
        picture={picture}
      />
    </ChartFrame>
  );
}
