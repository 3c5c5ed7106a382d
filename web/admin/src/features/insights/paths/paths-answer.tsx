import type { AskPathsResponse } from '@perennial/api-client';
import { useIsPhone } from '@perennial/ui';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import { KeyFigures } from '../../../shared/charts/key-figures';
import { canvasDrawing } from '../../../shared/charts/picture';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { SankeyChart } from '../../../shared/charts/sankey-chart';
import { DefinitionNote } from '../answer-notes';
import { PathList } from './path-list';
import { pathParts, shownSteps } from './path-parts';
import { actionOf, type PathEnd, usePathFlow } from './use-path-flow';
import { usePathWords } from './use-path-words';
import { usePathsSentence } from './use-paths-sentence';
import { usePathsTable } from './use-paths-table';

type PathsAnswerProps = {
  answer: AskPathsResponse;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: OpenCell;
  /** Asks for the paths from an event, or to it; where the question can't change there is none. */
  onExplore?: (end: PathEnd, name: string) => void;
};

/** What people do one after the other, as a flow from step to step. */
export function PathsAnswer({ answer, isRefreshing, view, onView, onOpen, onExplore }: PathsAnswerProps) {
  const { t } = useTranslation('insights');
  const isPhone = useIsPhone();
  const picture = useRef<() => HTMLCanvasElement>(null);
  const title = t('paths.title');
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
      table={usePathsTable(answer, onOpen)}
      view={view}
      onView={onView}
      fileName="paths"
      isRefreshing={isRefreshing}
      drawing={() => {
        const canvas = picture.current?.();
        return canvas && canvasDrawing(canvas);
      }}
      notes={
        <>
          {isShort ? <span>{t('paths.short')}</span> : null}
          <span>{t(isList ? 'paths.key_list' : 'paths.key')}</span>
          {words.small ? <span>{words.small}</span> : null}
          <DefinitionNote answer={answer} />
        </>
      }
    >
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
    </ChartFrame>
  );
}
