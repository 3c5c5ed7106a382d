import type { AskLifecycleResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../../shared/charts/bar-chart';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import { formatCount } from '../../../shared/charts/format';
import { canvasDrawing } from '../../../shared/charts/picture';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { DefinitionNote } from '../answer-notes';
import { joinSentences } from '../join-sentences';
import { periodName, shortPeriodName } from '../period-names';
import { useEventWords } from '../use-event-words';
import { useScopeSentence } from '../use-scope-sentence';
import { lifecycleParts } from './lifecycle-search';

type LifecycleAnswerProps = {
  answer: AskLifecycleResponse;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: OpenCell;
};

/** Who is active, by where they come from, and who went quiet. */
export function LifecycleAnswer({ answer, isRefreshing, view, onView, onOpen }: LifecycleAnswerProps) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const picture = useRef<() => HTMLCanvasElement>(null);
  const period = answer.question.period ?? 'week';
  const { rows } = answer;
  return (
    <ChartFrame
      title={t('lifecycle.title')}
      sentence={useLifecycleSentence(answer)}
      table={useLifecycleTable(answer, onOpen)}
      view={view}
      onView={onView}
      fileName="lifecycle"
      isRefreshing={isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      notes={
        <>
          {rows.some(({ state }) => state === 'provisional') ? (
            <span>{t('lifecycle.key_running')}</span>
          ) : null}
          <DefinitionNote answer={answer} />
        </>
      }
    >
      <BarChart
        label={t('lifecycle.title')}
        points={rows.map(({ starts_on }) => shortPeriodName(starts_on, period, locale))}
        names={rows.map(({ starts_on }) => periodName(starts_on, period, locale))}
        series={lifecycleParts.map((part) => ({
          name: t(`lifecycle.${part}`),
          values: rows.map((row) => row[part]),
          isBelow: part === 'dormant',
        }))}
        provisional={rows.filter(({ state }) => state === 'provisional').length}
        onOpen={(index, at) => {
          const part = lifecycleParts[index];
          const cell = part && rows[at]?.cells[part];
          if (cell) onOpen(cell);
        }}
        picture={picture}
      />
    </ChartFrame>
  );
}

function useLifecycleSentence(answer: AskLifecycleResponse): string {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const words = useEventWords();
  const scope = useScopeSentence();
  const period = answer.question.period ?? 'week';
  return joinSentences(
    [
      t('lifecycle.say', {
        unit: t(`unit.${answer.unit}`),
        event: words.say(answer.question.event),
        period: t(`sentence.period_${period}`),
      }),
      scope(answer, period),
    ],
    locale,
  );
}

function useLifecycleTable(answer: AskLifecycleResponse, onOpen: OpenCell): ChartTable {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const period = answer.question.period ?? 'week';
  const count = (value: number, cell?: string | null): TableCell => ({
    text: formatCount(value, locale),
    value,
    onOpen: cell && value > 0 ? () => onOpen(cell) : undefined,
  });
  const lines = answer.rows.map((row): TableCell[] => [
    { text: periodName(row.starts_on, period, locale), value: row.starts_on },
    count(row.active),
    ...lifecycleParts.map((part) => count(row[part], row.cells[part])),
    { text: t(`charts:state.${row.state}`) },
  ]);
  return {
    caption: t('insights:lifecycle.title'),
    head: [
      t(`insights:period.${period}`),
      t('insights:lifecycle.active'),
      ...lifecycleParts.map((part) => t(`insights:lifecycle.${part}`)),
      t('charts:retention.state'),
    ],
    rows: lines.toReversed(),
  };
}
