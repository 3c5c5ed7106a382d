import type { AskAdoptionResponse } from '@perennial/api-client';
import { Figure } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import { smallSample } from '../../../shared/charts/heat';
import { KeyFigures } from '../../../shared/charts/key-figures';
import { Legend } from '../../../shared/charts/legend';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { DefinitionNote } from '../answer-notes';
import { BreadthBars } from './breadth-bars';
import { FeatureBars } from './feature-bars';
import { useAdoptionSentence } from './use-adoption-sentence';
import { useAdoptionTable } from './use-adoption-table';

type AdoptionAnswerProps = {
  answer: AskAdoptionResponse;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: OpenCell;
};

/** Of those who are active, who uses which feature, who is new to it, and who has left it. */
export function AdoptionAnswer({ answer, isRefreshing, view, onView, onOpen }: AdoptionAnswerProps) {
  const { t } = useTranslation('insights');
  const title = t('adoption.title');
  return (
    <ChartFrame
      title={title}
      sentence={useAdoptionSentence(answer)}
      table={useAdoptionTable(answer, onOpen)}
      view={view}
      onView={onView}
      fileName="adoption"
      isRefreshing={isRefreshing}
      notes={
        <>
          <span>{t('adoption.key_interval')}</span>
          {answer.active < smallSample ? <span>{t('adoption.small', { count: smallSample })}</span> : null}
          <DefinitionNote answer={answer} />
        </>
      }
    >
      <KeyFigures
        figures={[
          {
            label: t('adoption.active'),
            explanation: t('adoption.active_text'),
            text: (
              <button type="button" onClick={() => onOpen(answer.cell)}>
                <Figure value={answer.active} />
              </button>
            ),
          },
        ]}
      />
      <Legend names={[t('adoption.kept'), t('adoption.new'), t('adoption.earlier')]} />
      <FeatureBars label={title} features={answer.features} onOpen={onOpen} />
      <BreadthBars breadth={answer.breadth} unit={answer.unit} onOpen={onOpen} />
    </ChartFrame>
  );
}
