import type { AskLifecycleResponse, LifecycleRow } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { BarChart } from '../../../shared/charts/bar-chart';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import type { ChartTable } from '../../../shared/charts/chart-table';
import { canvasDrawing } from '../../../shared/charts/picture';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { DefinitionNote } from '../answer-notes';
import type { SplitShown } from '../breakdown/split-shown';
import { useGroups } from '../breakdown/use-groups';
import { joinSentences } from '../join-sentences';
import { periodName, shortPeriodName } from '../period-names';
import { useEventWords } from '../use-event-words';
import { useScopeSentence } from '../use-scope-sentence';
import { lifecycleParts } from './lifecycle-search';
import { SplitLifecycle } from './split-lifecycle';
import { useLifecycleTable } from './use-lifecycle-table';

export type LifecycleAnswerProps = {
  answer: AskLifecycleResponse;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: OpenCell;
  split: SplitShown;
};

/** Who is active, by where they come from, and who went quiet. */
export function LifecycleAnswer(props: LifecycleAnswerProps) {
  const { answer, onOpen } = props;
  const { t } = useTranslation('insights');
  const groups = useGroups(answer);
  // The newest first, as people look for it.
  const table = useLifecycleTable(answer, answer.rows.toReversed(), onOpen);
  return groups ? (
    <SplitLifecycle {...props} groups={groups} />
  ) : (
    <WholeLifecycle {...props} title={t('lifecycle.title')} rows={answer.rows} table={table} />
  );
}

type WholeLifecycleProps = LifecycleAnswerProps & {
  title: string;
  rows: LifecycleRow[];
  table: ChartTable;
  tools?: ReactNode;
  below?: ReactNode;
  hasDrawing?: boolean;
};

/** The periods of everybody, or of one group. */
export function WholeLifecycle(props: WholeLifecycleProps) {
  const { answer, title, rows, table, tools, below, hasDrawing = true } = props;
  const { isRefreshing, view, onView, onOpen } = props;
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const picture = useRef<() => HTMLCanvasElement>(null);
  const period = answer.question.period ?? 'week';
  return (
    <ChartFrame
      title={title}
      sentence={useLifecycleSentence(answer)}
      table={table}
      view={view}
      onView={onView}
      fileName="lifecycle"
      isRefreshing={isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      tools={tools}
      notes={
        <>
          {rows.some(({ state }) => state === 'provisional') ? (
            <span>{t('lifecycle.key_running')}</span>
          ) : null}
          <DefinitionNote answer={answer} />
        </>
      }
    >
      {hasDrawing ? (
        <BarChart
          label={title}
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
      ) : null}
      {below}
    </ChartFrame>
  );
}

function useLifecycleSentence(answer: AskLifecycleResponse): string {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const words = useEventWords();
  const scope = useScopeSentence(answer);
  const period = answer.question.period ?? 'week';
  return joinSentences(
    [
      t('lifecycle.say', {
        unit: t(`unit.${answer.unit}`),
        event: words.say(answer.question.event),
        period: t(`sentence.period_${period}`),
      }),
      scope(period),
    ],
    locale,
  );
}
