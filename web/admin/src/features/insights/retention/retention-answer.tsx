import type { AskRetentionResponse } from '@perennial/api-client';
import { Segmented } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import { heatDepth } from '../../../shared/charts/heat';
import { canvasDrawing } from '../../../shared/charts/picture';
import { RetentionLegend, RetentionTable } from '../../../shared/charts/retention-table';
import type { OpenCell, RetentionFigures } from '../../../shared/charts/retention-types';
import { tableDrawing } from '../../../shared/charts/table-drawing';
import { useRetentionFigures, useRetentionPicture } from '../../../shared/charts/use-retention-figures';
import { DefinitionNote } from '../answer-notes';
import type { SplitShown } from '../breakdown/split-shown';
import { useGroups } from '../breakdown/use-groups';
import { RetentionCurve } from './retention-curve';
import { figures as figureKinds, type RetentionFigure } from './retention-search';
import { SplitRetention } from './split-retention';
import { useRetentionSentence } from './use-retention-sentence';

export type RetentionAnswerProps = {
  answer: AskRetentionResponse;
  figures: RetentionFigures;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  figure: RetentionFigure;
  onFigure: (figure: RetentionFigure) => void;
  onOpen: OpenCell;
  split: SplitShown;
  /** How the group is shown that is looked at by itself; in a tile there is none. */
  detail?: ChartView | undefined;
  onDetail?: ((view: ChartView) => void) | undefined;
};

export function RetentionAnswer(props: RetentionAnswerProps) {
  const groups = useGroups(props.answer);
  const { t } = useTranslation('insights');
  return groups ? (
    <SplitRetention {...props} groups={groups} />
  ) : (
    <WholeRetention {...props} title={t('retention.title')} />
  );
}

type WholeRetentionProps = RetentionAnswerProps & {
  title: string;
  /** Stands before the other controls. */
  leading?: ReactNode;
};

/** Cohort by cohort. */
export function WholeRetention(props: WholeRetentionProps) {
  const { answer, title, figures, figure, onFigure, onOpen, leading } = props;
  const { t } = useTranslation('insights');
  const curve = useRef<() => HTMLCanvasElement>(null);
  const table = useRetentionFigures(title, figures, onOpen);
  const picture = useRetentionPicture(title, figures, figure === 'units' ? 'units' : 'rate');
  return (
    <ChartFrame
      title={title}
      sentence={useRetentionSentence(answer, figure === 'curve')}
      table={table}
      view={props.view}
      onView={props.onView}
      fileName="retention"
      drawing={(palette) => {
        const canvas = curve.current?.();
        return canvas ? canvasDrawing(canvas) : tableDrawing(picture, palette, heatDepth);
      }}
      isRefreshing={props.isRefreshing}
      tools={
        <>
          {leading}
          <Segmented<RetentionFigure>
            size="small"
            aria-label={t('retention.figure')}
            value={figure}
            options={figureKinds.map((value) => ({ value, label: t(`retention.figure_${value}`) }))}
            onChange={onFigure}
          />
        </>
      }
      notes={
        <>
          {figure === 'curve' ? null : <RetentionLegend rows={figures.rows} />}
          <DefinitionNote answer={answer} />
        </>
      }
    >
      {figure === 'curve' ? (
        <RetentionCurve figures={figures} picture={curve} />
      ) : (
        <RetentionTable caption={title} {...figures} figure={figure} onOpen={onOpen} />
      )}
    </ChartFrame>
  );
}
