import type { AskFunnelResponse } from '@perennial/api-client';
import { Figure, useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import { formatDuration, formatShare } from '../../../shared/charts/format';
import { FunnelSteps } from '../../../shared/charts/funnel-steps';
import type { FunnelFigures } from '../../../shared/charts/funnel-types';
import { KeyFigures } from '../../../shared/charts/key-figures';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { useFunnelFigures } from '../../../shared/charts/use-funnel-figures';
import { DefinitionNote } from '../answer-notes';
import { useGroups } from '../breakdown/use-groups';
import { SplitFunnel } from './split-funnel';
import { useFunnelSentence } from './use-funnel-sentence';

export type FunnelAnswerProps = {
  answer: AskFunnelResponse;
  figures: FunnelFigures;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: OpenCell;
};

/** How many go all the way, where the others stopped, and who may still come. */
export function FunnelAnswer(props: FunnelAnswerProps) {
  const groups = useGroups(props.answer);
  return groups ? <SplitFunnel {...props} groups={groups} /> : <WholeFunnel {...props} />;
}

function WholeFunnel({ answer, figures, isRefreshing, view, onView, onOpen }: FunnelAnswerProps) {
  const { t } = useTranslation('insights');
  const title = t('funnel.title');
  return (
    <ChartFrame
      title={title}
      sentence={useFunnelSentence(answer)}
      table={useFunnelFigures(title, figures, onOpen)}
      view={view}
      onView={onView}
      fileName="funnel"
      isRefreshing={isRefreshing}
      notes={
        <>
          <span>{t('funnel.key_linear')}</span>
          <DefinitionNote answer={answer} />
        </>
      }
    >
      <EndStates answer={answer} onOpen={onOpen} />
      <FunnelSteps label={title} {...figures} onOpen={onOpen} />
    </ChartFrame>
  );
}

/** The four ways in which an attempt ends, or has not ended yet. */
export function EndStates({ answer, onOpen }: { answer: AskFunnelResponse; onOpen: OpenCell }) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const { cells } = answer;
  const count = (value: number, cell: string | null | undefined) =>
    cell && value > 0 ? (
      <button type="button" onClick={() => onOpen(cell)}>
        <Figure value={value} />
      </button>
    ) : (
      <Figure value={value} />
    );
  return (
    <KeyFigures
      figures={[
        {
          label: t('funnel.conversion'),
          text: formatShare(answer.steps.at(-1)?.rate ?? null, locale),
        },
        { label: t('funnel.list_converted'), text: count(answer.converted, cells.converted) },
        { label: t('funnel.list_dropped'), text: count(answer.dropped, cells.dropped) },
        {
          label: t('funnel.list_still_open'),
          text: count(answer.still_open, cells.still_open),
          explanation: t('funnel.still_open_text'),
        },
        ...(answer.question.exclusions?.length
          ? [{ label: t('funnel.list_excluded'), text: count(answer.excluded, cells.excluded) }]
          : []),
        { label: t('funnel.median'), text: formatDuration(answer.median_seconds ?? null, locale) },
      ]}
    />
  );
}
