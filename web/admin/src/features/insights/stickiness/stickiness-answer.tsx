import type { AskStickinessResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../../shared/charts/bar-chart';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import type { ChartTable } from '../../../shared/charts/chart-table';
import { formatCount, formatInterval, formatShare, shareValue } from '../../../shared/charts/format';
import { canvasDrawing } from '../../../shared/charts/picture';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { DefinitionNote } from '../answer-notes';
import type { SplitShown } from '../breakdown/split-shown';
import { useGroups } from '../breakdown/use-groups';
import { CountingChoice } from './counting-choice';
import { SplitStickiness } from './split-stickiness';
import { StickinessFigures } from './stickiness-figures';
import type { Counting } from './stickiness-search';
import { useStickinessSentence } from './use-stickiness-sentence';

export type StickinessAnswerProps = {
  answer: AskStickinessResponse;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  counting: Counting;
  onCounting: (counting: Counting) => void;
  onOpen: OpenCell;
  split: SplitShown;
};

/** In how many periods people come back: the more to the right, the stickier. */
export function StickinessAnswer(props: StickinessAnswerProps) {
  const groups = useGroups(props.answer);
  return groups ? <SplitStickiness {...props} groups={groups} /> : <WholeStickiness {...props} />;
}

function WholeStickiness(props: StickinessAnswerProps) {
  const { answer, counting, onCounting, onOpen } = props;
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const picture = useRef<() => HTMLCanvasElement>(null);
  const period = answer.question.period ?? 'day';
  const bars = answer[counting];
  const names = bars.map(({ periods }) => t(`insights:stickiness.${counting}_${period}`, { count: periods }));
  const count = (units: number) => t(`charts:count.${answer.unit}`, { count: units });
  return (
    <ChartFrame
      title={t('insights:stickiness.title')}
      sentence={useStickinessSentence(answer, counting)}
      table={useStickinessTable(answer, counting, names, onOpen)}
      view={props.view}
      onView={props.onView}
      fileName="stickiness"
      isRefreshing={props.isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      tools={<CountingChoice value={counting} onChange={onCounting} />}
      notes={<DefinitionNote answer={answer} />}
    >
      <StickinessFigures answer={answer} />
      <BarChart
        label={t('insights:stickiness.title')}
        points={bars.map(({ periods }) => String(periods))}
        names={names}
        series={[{ name: count(answer.units), values: bars.map(({ units }) => units) }]}
        figures={[bars.map(({ units, rate }) => `${count(units)} · ${formatShare(rate ?? null, locale)}`)]}
        onOpen={(_, at) => {
          const cell = bars[at]?.cell;
          if (cell) onOpen(cell);
        }}
        picture={picture}
      />
    </ChartFrame>
  );
}

function useStickinessTable(
  answer: AskStickinessResponse,
  counting: Counting,
  names: string[],
  onOpen: OpenCell,
): ChartTable {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  return {
    caption: t('insights:stickiness.title'),
    head: [
      t('insights:stickiness.head'),
      t(`charts:unit.${answer.unit}`),
      t('insights:stickiness.share'),
      t('charts:retention.interval_head'),
    ],
    rows: answer[counting].map(({ periods, units, rate, low, high, cell }, at) => [
      { text: names[at] ?? '', value: periods },
      {
        text: formatCount(units, locale),
        value: units,
        onOpen: cell && units > 0 ? () => onOpen(cell) : undefined,
      },
      { text: formatShare(rate ?? null, locale), value: shareValue(rate ?? null) },
      { text: formatInterval(low ?? null, high ?? null, locale) },
    ]),
  };
}
