import type { AdoptionGroup } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { ChartFrame } from '../../../shared/charts/chart-frame';
import { useChartPlace } from '../../../shared/charts/chart-place';
import { DefinitionNote } from '../answer-notes';
import { GroupSelect } from '../breakdown/group-select';
import { GroupSummary } from '../breakdown/group-summary';
import { SmallNote } from '../breakdown/small-note';
import { wholeKey } from '../breakdown/use-group-lines';
import type { NamedGroup } from '../breakdown/use-groups';
import { type AdoptionAnswerProps, WholeAdoption } from './adoption-answer';
import { type AdoptionRow, GroupFeatures } from './group-features';
import { useAdoptionSentence } from './use-adoption-sentence';
import { useAdoptionSummary, useGroupAdoptionTable } from './use-group-adoption';

type SplitAdoptionProps = AdoptionAnswerProps & { groups: NamedGroup<AdoptionGroup>[] };

/** The groups beside each other, feature by feature; under them one of the groups with all that is known of it. */
export function SplitAdoption(props: SplitAdoptionProps) {
  const { answer, groups, split, detail = 'chart', onDetail } = props;
  const { t } = useTranslation('insights');
  const isAlone = useChartPlace() === undefined;
  const { onGroup } = split;
  const chosen = groups.find(({ key }) => key === split.group);
  return (
    <>
      <Comparison {...props} />
      {isAlone && onGroup && onDetail ? (
        <WholeAdoption
          {...props}
          title={`${t('adoption.features_of')} · ${chosen?.name ?? t('split.everybody')}`}
          figures={chosen?.group ?? answer}
          view={detail}
          onView={onDetail}
          tools={<GroupSelect groups={groups} value={split.group} onChange={onGroup} />}
        />
      ) : null}
    </>
  );
}

function Comparison({ answer, groups, onOpen, ...props }: SplitAdoptionProps) {
  const { t } = useTranslation('insights');
  const isAlone = useChartPlace() === undefined;
  const title = t('adoption.title');
  const rows: AdoptionRow[] = [
    { key: wholeKey, name: t('split.everybody'), figures: answer },
    ...groups.map(({ key, name, group }) => ({ key, name, figures: group })),
  ];
  const summary = useAdoptionSummary(rows, onOpen);
  return (
    <ChartFrame
      title={title}
      sentence={useAdoptionSentence(answer, props.view === 'table')}
      table={useGroupAdoptionTable(title, rows, answer.unit, onOpen)}
      view={props.view}
      onView={props.onView}
      fileName="adoption-groups"
      isRefreshing={props.isRefreshing}
      notes={
        <>
          <span>{t('adoption.key_groups')}</span>
          <SmallNote counts={rows.map(({ figures }) => figures.active)} />
          <DefinitionNote answer={answer} />
        </>
      }
    >
      <GroupFeatures label={title} rows={rows} onOpen={onOpen} />
      {isAlone ? <GroupSummary table={summary} /> : null}
    </ChartFrame>
  );
}
