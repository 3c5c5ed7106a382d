import type { TrendGroup, TrendLine } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { Select } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame } from '../../../shared/charts/chart-frame';
import { useChartPlace } from '../../../shared/charts/chart-place';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import { formatCount } from '../../../shared/charts/format';
import { KeyFigures } from '../../../shared/charts/key-figures';
import { LineChart, type LineSeries } from '../../../shared/charts/line-chart';
import { canvasDrawing } from '../../../shared/charts/picture';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { DefinitionNote } from '../answer-notes';
import { GroupLegend } from '../breakdown/group-legend';
import { useGroupLines, wholeKey } from '../breakdown/use-group-lines';
import type { NamedGroup } from '../breakdown/use-groups';
import type { TrendsAnswerProps } from './trends-answer';
import { useSeriesNames } from './use-series-names';
import { useTrendsPeriods } from './use-trends-periods';
import { useTrendsSentence } from './use-trends-sentence';

type SplitTrendsProps = TrendsAnswerProps & { groups: NamedGroup<TrendGroup>[] };
/** A line of the drawing and a row of the table: a group, or everybody. */
type Row = { key: string; name: string; line: TrendLine };

/** One series, a line for each group. */
export function SplitTrends(props: SplitTrendsProps) {
  const { answer, groups, split, isRefreshing, view, onView, onOpen, onLine } = props;
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const picture = useRef<() => HTMLCanvasElement>(null);
  const names = useSeriesNames()(answer);
  const { points, fullNames } = useTrendsPeriods(answer);
  const legend = useGroupLines(groups, split.lines, split.onLines);
  const chosen = props.line !== undefined && answer.series[props.line] ? props.line : 0;
  const rows = rowsOf(props, chosen, t('split.everybody'));
  const drawn = legend.shown.flatMap(({ key, name, color }) => {
    const line = rows.find((row) => row.key === key)?.line;
    return line ? [{ line, series: { name, color, ...drawnOf(line) } satisfies LineSeries }] : [];
  });
  const isAlone = useChartPlace() === undefined;
  const total = answer.series[chosen]?.total;
  const hasRunning = drawn.some(({ series }) => series.provisional > 0);
  return (
    <ChartFrame
      title={t('trends.title')}
      sentence={useTrendsSentence(answer, names, fullNames)}
      table={useSplitTable(rows, fullNames, names[chosen] ?? '', onOpen)}
      view={view}
      onView={onView}
      fileName="trends"
      isRefreshing={isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      tools={
        answer.series.length > 1 && onLine ? (
          <Select<number>
            size="small"
            aria-label={t('split.series')}
            style={{ maxWidth: 260 }}
            popupMatchSelectWidth={false}
            value={chosen}
            options={names.map((label, value) => ({ value, label }))}
            onChange={onLine}
          />
        ) : null
      }
      notes={
        <>
          {hasRunning ? <span>{t('trends.key_running')}</span> : null}
          <DefinitionNote answer={answer} />
        </>
      }
    >
      {total == null || !isAlone ? null : (
        <KeyFigures
          figures={[
            {
              label: `${names[chosen]} · ${t('split.everybody')}`,
              text: formatCount(total, locale),
              explanation: t('trends.total_text'),
            },
          ]}
        />
      )}
      <GroupLegend {...legend} />
      <LineChart
        label={t('trends.title')}
        points={points}
        names={fullNames}
        series={drawn.map(({ series }) => series)}
        hasLegend
        onOpen={(index, at) => {
          const cell = drawn[index]?.line.values[at]?.cell;
          if (cell) onOpen(cell);
        }}
        picture={picture}
      />
    </ChartFrame>
  );
}

function rowsOf({ answer, groups }: SplitTrendsProps, chosen: number, everybody: string): Row[] {
  const whole = answer.series[chosen];
  return [
    ...(whole ? [{ key: wholeKey, name: everybody, line: whole }] : []),
    ...groups.flatMap(({ key, name, group }) => {
      const line = group.series[chosen];
      return line ? [{ key, name, line }] : [];
    }),
  ];
}

function drawnOf({ values }: TrendLine): Pick<LineSeries, 'values' | 'provisional'> {
  return {
    values: values.map(({ value }) => value ?? null),
    provisional: values.filter(({ state }) => state === 'provisional').length,
  };
}

/** A row for each group, everybody first; the newest period stands beside the total. */
function useSplitTable(rows: Row[], fullNames: string[], series: string, onOpen: OpenCell): ChartTable {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const states = rows[0]?.line.values.map(({ state }) => state) ?? [];
  const hasTotal = rows.some(({ line }) => line.total != null);
  return {
    caption: `${t('insights:trends.title')} · ${series}`,
    head: [
      t('insights:split.group'),
      ...(hasTotal ? [t('insights:split.total')] : []),
      ...fullNames
        .map((name, at) => (states[at] === 'provisional' ? `${name} (${t('charts:provisional')})` : name))
        .toReversed(),
    ],
    rows: rows.map(({ name, line }): TableCell[] => [
      { text: name },
      ...(hasTotal ? [{ text: formatCount(line.total, locale), value: line.total ?? null }] : []),
      ...line.values
        .map(({ value = null, cell }) => ({
          text: formatCount(value, locale),
          value,
          onOpen: cell && value ? () => onOpen(cell) : undefined,
        }))
        .toReversed(),
    ]),
  };
}
