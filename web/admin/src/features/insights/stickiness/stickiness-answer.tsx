import type { AskStickinessResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { Segmented } from 'antd';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../../shared/charts/bar-chart';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import type { ChartTable } from '../../../shared/charts/chart-table';
import { formatCount, formatInterval, formatShare, shareValue } from '../../../shared/charts/format';
import { KeyFigures } from '../../../shared/charts/key-figures';
import { canvasDrawing } from '../../../shared/charts/picture';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { DefinitionNote } from '../answer-notes';
import { joinSentences } from '../join-sentences';
import { useEventWords } from '../use-event-words';
import { useScopeSentence } from '../use-scope-sentence';

type Counting = 'exactly' | 'at_least';
type StickinessAnswerProps = {
  answer: AskStickinessResponse;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  counting: Counting;
  onCounting: (counting: Counting) => void;
  onOpen: OpenCell;
};

/** In how many periods people come back: the more to the right, the stickier. */
export function StickinessAnswer(props: StickinessAnswerProps) {
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
      tools={
        <Segmented<Counting>
          size="small"
          aria-label={t('insights:stickiness.counting')}
          value={counting}
          options={[
            { value: 'exactly', label: t('insights:stickiness.counting_exactly') },
            { value: 'at_least', label: t('insights:stickiness.counting_at_least') },
          ]}
          onChange={onCounting}
        />
      }
      notes={<DefinitionNote answer={answer} />}
    >
      <KeyFigures
        figures={[
          { label: t('insights:stickiness.active'), text: formatCount(answer.units, locale) },
          {
            label: t(`insights:stickiness.mean_${period}`),
            text: formatMean(answer.mean_active_per_period, locale),
          },
          ...(period === 'day'
            ? [
                {
                  label: t('insights:stickiness.ratio'),
                  text: formatShare(answer.ratio ?? null, locale),
                  explanation: t('insights:stickiness.ratio_text'),
                },
              ]
            : []),
        ]}
      />
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

function formatMean(mean: number | null | undefined, locale: string): string {
  return mean == null ? '—' : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(mean);
}

function useStickinessSentence(answer: AskStickinessResponse, counting: Counting): string {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const words = useEventWords();
  const scope = useScopeSentence();
  const period = answer.question.period ?? 'day';
  return joinSentences(
    [
      t(`stickiness.say_${counting}`, {
        event: words.say(answer.question.event),
        unit: t(`sentence.unit_${answer.unit}`),
        period: t(`sentence.period_${period}`),
      }),
      scope(answer, period),
    ],
    locale,
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
