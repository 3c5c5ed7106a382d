import type { StickinessGroup } from '@perennial/api-client';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame } from '../../../shared/charts/chart-frame';
import { useChartPlace } from '../../../shared/charts/chart-place';
import { LineChart } from '../../../shared/charts/line-chart';
import { canvasDrawing } from '../../../shared/charts/picture';
import { DefinitionNote } from '../answer-notes';
import { GroupLegend } from '../breakdown/group-legend';
import { GroupSummary } from '../breakdown/group-summary';
import { SmallNote } from '../breakdown/small-note';
import { useGroupLines, wholeKey } from '../breakdown/use-group-lines';
import type { NamedGroup } from '../breakdown/use-groups';
import { CountingChoice } from './counting-choice';
import type { StickinessAnswerProps } from './stickiness-answer';
import { StickinessFigures } from './stickiness-figures';
import { type StickinessRow, useGroupStickinessTable, useStickinessSummary } from './use-group-stickiness';
import { useStickinessSentence } from './use-stickiness-sentence';

type SplitStickinessProps = StickinessAnswerProps & { groups: NamedGroup<StickinessGroup>[] };

/** How the groups spread over the number of periods: shares, so that large and small ones can be compared. */
export function SplitStickiness(props: SplitStickinessProps) {
  const { answer, groups, split, counting, onCounting, onOpen } = props;
  const { t } = useTranslation('insights');
  const picture = useRef<() => HTMLCanvasElement>(null);
  const isAlone = useChartPlace() === undefined;
  const legend = useGroupLines(groups, split.lines, split.onLines);
  const rows: StickinessRow[] = [
    { key: wholeKey, name: t('split.everybody'), figures: answer },
    ...groups.map(({ key, name, group }) => ({ key, name, figures: group })),
  ];
  const period = answer.question.period ?? 'day';
  const columns = answer[counting].map(({ periods }) => periods);
  const drawn = legend.shown.flatMap(({ key, name, color }) => {
    const cells = rows.find((row) => row.key === key)?.figures[counting];
    if (!cells) return [];
    return [
      { cells, series: { name, color, values: cells.map(({ rate }) => rate ?? null), provisional: 0 } },
    ];
  });
  const summary = useStickinessSummary(rows, answer, onOpen);
  return (
    <ChartFrame
      title={t('stickiness.title')}
      sentence={useStickinessSentence(answer, counting)}
      table={useGroupStickinessTable(rows, answer, counting, onOpen)}
      view={props.view}
      onView={props.onView}
      fileName="stickiness"
      isRefreshing={props.isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      tools={<CountingChoice value={counting} onChange={onCounting} />}
      notes={
        <>
          <SmallNote counts={rows.map(({ figures }) => figures.units)} />
          <DefinitionNote answer={answer} />
        </>
      }
    >
      {isAlone ? <StickinessFigures answer={answer} /> : null}
      <GroupLegend {...legend} />
      <LineChart
        label={t('stickiness.title')}
        points={columns.map(String)}
        names={columns.map((count) => t(`stickiness.${counting}_${period}`, { count }))}
        series={drawn.map(({ series }) => series)}
        values="shares"
        hasLegend
        onOpen={(index, at) => {
          const cell = drawn[index]?.cells[at];
          if (cell?.cell && cell.units > 0) onOpen(cell.cell);
        }}
        picture={picture}
      />
      {isAlone ? <GroupSummary table={summary} /> : null}
    </ChartFrame>
  );
}
