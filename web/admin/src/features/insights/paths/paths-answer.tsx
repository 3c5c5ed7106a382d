import type { AskPathsResponse } from '@perennial/api-client';
import { useIsPhone } from '@perennial/ui';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import type { ChartTable } from '../../../shared/charts/chart-table';
import { KeyFigures } from '../../../shared/charts/key-figures';
import { canvasDrawing } from '../../../shared/charts/picture';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { SankeyChart } from '../../../shared/charts/sankey-chart';
import { DefinitionNote } from '../answer-notes';
import type { SplitShown } from '../breakdown/split-shown';
import { useGroups } from '../breakdown/use-groups';
import { PathList } from './path-list';
import { pathParts, shownSteps } from './path-parts';
import { SplitPaths } from './split-paths';
import { actionOf, type PathEnd, usePathFlow } from './use-path-flow';
import { usePathWords } from './use-path-words';
import { usePathsSentence } from './use-paths-sentence';
import { usePathsTable } from './use-paths-table';

export type PathsAnswerProps = {
  answer: AskPathsResponse;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: OpenCell;
  split: SplitShown;
  /** Asks for the paths from an event, or to it; where the question can't change there is none. */
  onExplore?: (end: PathEnd, name: string) => void;
};

/** What people do one after the other, as a flow from step to step. */
export function PathsAnswer(props: PathsAnswerProps) {
  const { answer, onOpen } = props;
  const { t } = useTranslation('insights');
  const title = t('paths.title');
  const groups = useGroups(answer);
  const table = usePathsTable(title, answer, onOpen);
  return groups ? (
    <SplitPaths {...props} groups={groups} />
  ) : (
    <WholePaths {...props} title={title} table={table} />
  );
}

type WholePathsProps = PathsAnswerProps & {
  title: string;
  table: ChartTable;
  tools?: ReactNode;
  below?: ReactNode;
  hasDrawing?: boolean;
};

/** All paths, or those of one group. */
export function WholePaths(props: WholePathsProps) {
  const { answer, title, table, tools, below, hasDrawing = true } = props;
  const { isRefreshing, view, onView, onOpen, onExplore } = props;
  const { t } = useTranslation('insights');
  const isPhone = useIsPhone();
  const picture = useRef<() => HTMLCanvasElement>(null);
  const words = usePathWords()(answer);
  const parts = pathParts(answer);
  const flow = usePathFlow(answer, onExplore !== undefined);
  // One step alone flows nowhere.
  const isShort = shownSteps(answer).length < 2;
  const isList = isPhone || isShort;
  return (
    <ChartFrame
      title={title}
      sentence={usePathsSentence(answer)}
      table={table}
      view={view}
      onView={onView}
      fileName="paths"
      isRefreshing={isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      tools={tools}
      notes={
        <>
          {hasDrawing && isShort ? <span>{t('paths.short')}</span> : null}
          {hasDrawing ? <span>{t(isList ? 'paths.key_list' : 'paths.key')}</span> : null}
          {words.small ? <span>{words.small}</span> : null}
          <DefinitionNote answer={answer} />
        </>
      }
    >
      {hasDrawing ? (
        <>
          <KeyFigures
            figures={[
              { label: t('paths.paths'), text: words.count(answer.paths) },
              {
                label: t(`unit.${answer.unit}`),
                text: (
                  <button type="button" onClick={() => onOpen(answer.cell)}>
                    {words.count(answer.units)}
                  </button>
                ),
              },
            ]}
          />
          {isList ? (
            <PathList label={title} answer={answer} onOpen={onOpen} onExplore={onExplore} />
          ) : (
            <SankeyChart
              label={title}
              flow={flow}
              onOpen={(part, at) => {
                const cell = part === 'node' ? parts.nodes[at]?.node.cells.units : parts.links[at]?.link.cell;
                if (cell) onOpen(cell);
              }}
              onAction={(word) => {
                const { end, name } = actionOf(word);
                onExplore?.(end, name);
              }}
              picture={picture}
            />
          )}
        </>
      ) : null}
      {below}
    </ChartFrame>
  );
}
