import type { AskRetentionResponse } from '@perennial/api-client';
import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import { heatDepth } from '../../../shared/charts/heat';
import { RetentionLegend, RetentionTable } from '../../../shared/charts/retention-table';
import type { OpenCell, RetentionFigures } from '../../../shared/charts/retention-types';
import { tableDrawing } from '../../../shared/charts/table-drawing';
import { useRetentionFigures, useRetentionPicture } from '../../../shared/charts/use-retention-figures';
import { DefinitionNote } from '../answer-notes';
import { useRetentionSentence } from './use-retention-sentence';

type RetentionAnswerProps = {
  answer: AskRetentionResponse;
  figures: RetentionFigures;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  figure: 'rate' | 'units';
  onFigure: (figure: 'rate' | 'units') => void;
  onOpen: OpenCell;
};

export function RetentionAnswer(props: RetentionAnswerProps) {
  const { answer, figures, figure, onFigure, onOpen } = props;
  const { t } = useTranslation('insights');
  const title = t('retention.title');
  const table = useRetentionFigures(title, figures, onOpen);
  const picture = useRetentionPicture(title, figures, figure);
  return (
    <ChartFrame
      title={title}
      sentence={useRetentionSentence()(answer)}
      table={table}
      view={props.view}
      onView={props.onView}
      fileName="retention"
      drawing={(palette) => tableDrawing(picture, palette, heatDepth)}
      isRefreshing={props.isRefreshing}
      tools={
        <Segmented<'rate' | 'units'>
          size="small"
          aria-label={t('retention.figure')}
          value={figure}
          options={[
            { value: 'rate', label: t('retention.figure_rate') },
            { value: 'units', label: t('retention.figure_units') },
          ]}
          onChange={onFigure}
        />
      }
      notes={
        <>
          <RetentionLegend rows={figures.rows} />
          <DefinitionNote answer={answer} />
        </>
      }
    >
      <RetentionTable caption={title} {...figures} figure={figure} onOpen={onOpen} />
    </ChartFrame>
  );
}
