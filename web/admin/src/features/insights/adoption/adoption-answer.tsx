import type { AdoptionFigures, AskAdoptionResponse } from '@perennial/api-client';
import { Figure } from '@perennial/ui';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartFrame, type ChartView } from '../../../shared/charts/chart-frame';
import { smallSample } from '../../../shared/charts/heat';
import { KeyFigures } from '../../../shared/charts/key-figures';
import { Legend } from '../../../shared/charts/legend';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { DefinitionNote } from '../answer-notes';
import type { SplitShown } from '../breakdown/split-shown';
import { useGroups } from '../breakdown/use-groups';
import { BreadthBars } from './breadth-bars';
import { FeatureBars } from './feature-bars';
import { SplitAdoption } from './split-adoption';
import { useAdoptionSentence } from './use-adoption-sentence';
import { useAdoptionTable } from './use-adoption-table';

export type AdoptionAnswerProps = {
  answer: AskAdoptionResponse;
  isRefreshing: boolean;
  view: ChartView;
  onView: (view: ChartView) => void;
  onOpen: OpenCell;
  split: SplitShown;
  /** How the group is shown that is looked at by itself; in a tile there is none. */
  detail?: ChartView | undefined;
  onDetail?: ((view: ChartView) => void) | undefined;
};

/** Of those who are active, who uses which feature, who is new to it, and who has left it. */
export function AdoptionAnswer(props: AdoptionAnswerProps) {
  const { answer } = props;
  const { t } = useTranslation('insights');
  const groups = useGroups(answer);
  return groups ? (
    <SplitAdoption {...props} groups={groups} />
  ) : (
    <WholeAdoption {...props} title={t('adoption.title')} figures={answer} />
  );
}

type WholeAdoptionProps = AdoptionAnswerProps & {
  title: string;
  figures: AdoptionFigures;
  tools?: ReactNode;
};

/** Everybody, or one group. */
export function WholeAdoption(props: WholeAdoptionProps) {
  const { answer, title, figures, tools, isRefreshing, view, onView, onOpen } = props;
  const { t } = useTranslation('insights');
  return (
    <ChartFrame
      title={title}
      sentence={useAdoptionSentence(answer, true)}
      table={useAdoptionTable(title, figures, answer.unit, onOpen)}
      view={view}
      onView={onView}
      fileName="adoption"
      isRefreshing={isRefreshing}
      tools={tools}
      notes={
        <>
          <span>{t('adoption.key_interval')}</span>
          {figures.active < smallSample ? <span>{t('adoption.small', { count: smallSample })}</span> : null}
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
              <button type="button" onClick={() => onOpen(figures.cell)}>
                <Figure value={figures.active} />
              </button>
            ),
          },
        ]}
      />
      <Legend names={[t('adoption.kept'), t('adoption.new'), t('adoption.earlier')]} />
      <FeatureBars label={title} features={figures.features} onOpen={onOpen} />
      <BreadthBars breadth={figures.breadth} unit={answer.unit} onOpen={onOpen} />
    </ChartFrame>
  );
}
