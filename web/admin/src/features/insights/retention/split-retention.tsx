import type { RetentionGroup } from '@perennial/api-client';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import { useChartPlace } from '../../../shared/charts/chart-place';
import { LineChart } from '../../../shared/charts/line-chart';
import { canvasDrawing } from '../../../shared/charts/picture';
import { DefinitionNote } from '../answer-notes';
import { GroupLegend } from '../breakdown/group-legend';
import { GroupSelect } from '../breakdown/group-select';
import { SmallNote } from '../breakdown/small-note';
import { useGroupLines, wholeKey } from '../breakdown/use-group-lines';
import type { NamedGroup } from '../breakdown/use-groups';
import { GroupRetention, type MeanRow } from './group-retention';
import { type RetentionAnswerProps, WholeRetention } from './retention-answer';
import { useGroupRetentionTable } from './use-group-retention-table';
import { useRetentionSentence } from './use-retention-sentence';

type SplitRetentionProps = RetentionAnswerProps & {
  groups: NamedGroup<RetentionGroup>[];
  detail?: ChartView | undefined;
  onDetail?: ((view: ChartView) => void) | undefined;
};

/** The groups beside each other, all cohorts of each together; under it one of them, cohort by cohort. */
export function SplitRetention(props: SplitRetentionProps) {
  const { figures, groups, split, detail = 'chart', onDetail } = props;
  const { t } = useTranslation('insights');
  const isAlone = useChartPlace() === undefined;
  const chosen = groups.find(({ key }) => key === split.group);
  const { onGroup } = split;
  return (
    <>
      <Comparison {...props} />
      {isAlone && onGroup && onDetail ? (
        <WholeRetention
          {...props}
          title={`${t('retention.cohorts_of')} · ${chosen?.name ?? t('split.everybody')}`}
          figures={chosen ? { ...figures, rows: chosen.group.rows, mean: chosen.group.mean } : figures}
          view={detail}
          onView={onDetail}
          leading={<GroupSelect groups={groups} value={split.group} onChange={onGroup} />}
        />
      ) : null}
    </>
  );
}

function Comparison({ answer, figures, groups, split, ...props }: SplitRetentionProps) {
  const { t } = useTranslation('insights');
  const picture = useRef<() => HTMLCanvasElement>(null);
  const isAlone = useChartPlace() === undefined;
  const legend = useGroupLines(groups, split.lines, split.onLines);
  const title = t('retention.title');
  const rows: MeanRow[] = [
    { key: wholeKey, name: t('split.everybody'), mean: figures.mean },
    ...groups.map(({ key, name, group }) => ({ key, name, mean: group.mean })),
  ];
  const periods = figures.mean.filter(({ of }) => of > 0).map(({ period }) => period);
  const points = periods.map((period) => figures.periodName(period));
  const series = legend.shown.map(({ key, name, color }) => {
    const mean = rows.find((row) => row.key === key)?.mean ?? [];
    const at = (period: number) => mean.find((each) => each.period === period);
    return { name, color, values: periods.map((period) => at(period)?.rate ?? null), provisional: 0 };
  });
  return (
    <ChartFrame
      title={title}
      sentence={useRetentionSentence(answer, true)}
      table={useGroupRetentionTable(title, rows, figures)}
      view={props.view}
      onView={props.onView}
      fileName="retention-groups"
      isRefreshing={props.isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      notes={
        <>
          <SmallNote counts={rows.flatMap(({ mean }) => mean.map(({ of }) => of))} />
          <DefinitionNote answer={answer} />
        </>
      }
    >
      <GroupLegend {...legend} />
      <LineChart
        label={title}
        points={points}
        names={points}
        series={series}
        values="shares"
        hasLegend
        picture={picture}
      />
      {isAlone ? (
        <GroupRetention
          caption={t('retention.by_group')}
          unit={answer.unit}
          rows={rows}
          periods={periods}
          periodName={figures.periodName}
          chosen={split.group ?? wholeKey}
          onChoose={(key) => split.onGroup?.(key === wholeKey ? undefined : key)}
        />
      ) : null}
    </ChartFrame>
  );
}
