import type { AskTrendsResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import type { ChartTable } from '../../../shared/charts/chart-table';
import { formatCount } from '../../../shared/charts/format';
import { KeyFigures } from '../../../shared/charts/key-figures';
import { LineChart, type LineSeries } from '../../../shared/charts/line-chart';
import { canvasDrawing } from '../../../shared/charts/picture';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { DefinitionNote } from '../answer-notes';
import type { SplitShown } from '../breakdown/split-shown';
import { useGroups } from '../breakdown/use-groups';
import { SplitTrends } from './split-trends';
import { useSeriesNames } from './use-series-names';
import { useTrendsPeriods } from './use-trends-periods';
import { useTrendsSentence } from './use-trends-sentence';

export type TrendsAnswerProps = {
  answer: AskTrendsResponse;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: OpenCell;
  split: SplitShown;
  /** Which series is split, where there are several. */
  line?: number | undefined;
  onLine?: ((line: number) => void) | undefined;
};

export function TrendsAnswer(props: TrendsAnswerProps) {
  const groups = useGroups(props.answer);
  return groups ? <SplitTrends {...props} groups={groups} /> : <WholeTrends {...props} />;
}

function WholeTrends({ answer, isRefreshing, view, onView, onOpen }: TrendsAnswerProps) {
  const { t } = useTranslation('insights');
  const picture = useRef<() => HTMLCanvasElement>(null);
  const names = useSeriesNames()(answer);
  const { points, fullNames } = useTrendsPeriods(answer);
  const series = answer.series.map(
    ({ values }, index): LineSeries => ({
      name: names[index] ?? '',
      values: values.map(({ value }) => value ?? null),
      provisional: values.filter(({ state }) => state === 'provisional').length,
    }),
  );
  const openAt = (index: number, at: number) => {
    const cell = answer.series[index]?.values[at]?.cell;
    if (cell) onOpen(cell);
  };
  const table = useTrendsTable(answer, names, fullNames, onOpen);
  const hasRunning = series.some(({ provisional }) => provisional > 0);
  return (
    <ChartFrame
      title={t('trends.title')}
      sentence={useTrendsSentence(answer, names, fullNames)}
      table={table}
      view={view}
      onView={onView}
      fileName="trends"
      isRefreshing={isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      notes={
        <>
          {hasRunning ? <span>{t('trends.key_running')}</span> : null}
          <DefinitionNote answer={answer} />
        </>
      }
    >
      <Totals answer={answer} names={names} />
      <LineChart
        label={t('trends.title')}
        points={points}
        names={fullNames}
        series={series}
        onOpen={openAt}
        picture={picture}
      />
    </ChartFrame>
  );
}

/** What each series comes to in the whole range, where it can be added up: different people are counted once. */
function Totals({ answer, names }: { answer: AskTrendsResponse; names: string[] }) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const totals = answer.series.flatMap(({ total }, index) =>
    total == null ? [] : [{ label: names[index] ?? '', text: formatCount(total, locale) }],
  );
  if (totals.length === 0) return null;
  return (
    <KeyFigures figures={totals.map((figure) => ({ ...figure, explanation: t('trends.total_text') }))} />
  );
}

/** A line for each period, a column for each series, the newest first as people look for it. */
function useTrendsTable(
  answer: AskTrendsResponse,
  names: string[],
  fullNames: string[],
  onOpen: OpenCell,
): ChartTable {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const lines = answer.starts.map((start, at) => [
    { text: fullNames[at] ?? start, value: start },
    ...answer.series.map(({ values }) => {
      const { value = null, cell } = values[at] ?? {};
      return {
        text: formatCount(value, locale),
        value,
        onOpen: cell && value ? () => onOpen(cell) : undefined,
      };
    }),
    { text: t(`charts:state.${answer.series[0]?.values[at]?.state ?? 'final'}`) },
  ]);
  return {
    caption: t('insights:trends.title'),
    head: [t(`insights:period.${answer.question.period ?? 'day'}`), ...names, t('charts:retention.state')],
    rows: lines.toReversed(),
  };
}
