import type { FunnelGroup } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { ChartFrame } from '../../../shared/charts/chart-frame';
import { useChartPlace } from '../../../shared/charts/chart-place';
import { DefinitionNote } from '../answer-notes';
import { SmallNote } from '../breakdown/small-note';
import { wholeKey } from '../breakdown/use-group-lines';
import type { NamedGroup } from '../breakdown/use-groups';
import { EndStates, type FunnelAnswerProps } from './funnel-answer';
import { type FunnelRow, GroupFunnel } from './group-funnel';
import { useFunnelSentence } from './use-funnel-sentence';
import { useGroupFunnelTable } from './use-group-funnel-table';

type SplitFunnelProps = FunnelAnswerProps & { groups: NamedGroup<FunnelGroup>[] };

/** How far each group went, side by side. */
export function SplitFunnel(props: SplitFunnelProps) {
  const { answer, figures, groups, isRefreshing, view, onView, onOpen } = props;
  const { t } = useTranslation('insights');
  const isAlone = useChartPlace() === undefined;
  const title = t('funnel.title');
  const { steps, median_seconds } = answer;
  const rows: FunnelRow[] = [
    { key: wholeKey, name: t('split.everybody'), steps, median_seconds },
    ...groups.map(({ key, name, group }) => ({
      key,
      name,
      steps: group.steps,
      median_seconds: group.median_seconds,
    })),
  ];
  return (
    <ChartFrame
      title={title}
      sentence={useFunnelSentence(answer)}
      table={useGroupFunnelTable(title, rows, figures, onOpen)}
      view={view}
      onView={onView}
      fileName="funnel"
      isRefreshing={isRefreshing}
      notes={
        <>
          <span>{t('split.key_bars')}</span>
          <SmallNote counts={rows.map((row) => row.steps[0]?.units ?? 0)} />
          <DefinitionNote answer={answer} />
        </>
      }
    >
      {/* In a tile the groups need the room, and everybody is the first of them. */}
      {isAlone ? <EndStates answer={answer} onOpen={onOpen} /> : null}
      <GroupFunnel label={title} rows={rows} stepName={figures.stepName} onOpen={onOpen} />
    </ChartFrame>
  );
}
