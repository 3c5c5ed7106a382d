import type { PathsFigures, PathsGroup } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useChartPlace } from '../../../shared/charts/chart-place';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import { GroupSelect } from '../breakdown/group-select';
import { GroupSummary } from '../breakdown/group-summary';
import { useGroupCells } from '../breakdown/use-group-cells';
import { wholeKey } from '../breakdown/use-group-lines';
import type { NamedGroup } from '../breakdown/use-groups';
import { inGroup, mainEvents } from './path-parts';
import { type PathsAnswerProps, WholePaths } from './paths-answer';
import { usePathWords } from './use-path-words';
import { usePathsHead, usePathsLines } from './use-paths-table';

type SplitPathsProps = PathsAnswerProps & { groups: NamedGroup<PathsGroup>[] };
type Row = { key: string; name: string; figures: PathsFigures };

/** The flow of one group, and all groups beside each other by what most paths come through. */
export function SplitPaths(props: SplitPathsProps) {
  const { answer, groups, split } = props;
  const { t } = useTranslation('insights');
  const { onGroup } = split;
  const isAlone = useChartPlace() === undefined;
  const chosen = groups.find(({ key }) => key === split.group);
  const rows: Row[] = [
    { key: wholeKey, name: t('split.everybody'), figures: answer },
    ...groups.map(({ key, name, group }) => ({ key, name, figures: group })),
  ];
  return (
    <WholePaths
      {...props}
      answer={chosen ? inGroup(answer, chosen.group) : answer}
      title={chosen ? `${t('paths.title')} · ${chosen.name}` : t('paths.title')}
      table={useSplitTable(props, rows)}
      tools={onGroup ? <GroupSelect groups={groups} value={split.group} onChange={onGroup} /> : null}
      below={<GroupSummary table={useSummary(props, rows)} />}
      // In a tile there is room for one of both, and the groups are what was asked for.
      hasDrawing={isAlone}
    />
  );
}

function useSummary({ answer, onOpen }: SplitPathsProps, rows: Row[]): ChartTable {
  const { t } = useTranslation('insights');
  const cells = useGroupCells(onOpen);
  const words = usePathWords()(answer);
  const events = mainEvents(answer);
  return {
    caption: t('paths.by_group'),
    head: [
      t('split.group'),
      t('paths.paths'),
      t(`unit.${answer.unit}`),
      ...events.map(({ step, node }) => words.nodeTitle(node, step)),
    ],
    rows: rows.map(({ name, figures }): TableCell[] => [
      cells.name(name, figures.paths),
      cells.count(figures.paths),
      cells.count(figures.units, figures.cell),
      ...events.map(({ node: { node: id } }): TableCell => {
        const node = figures.steps.flatMap(({ nodes }) => nodes).find((each) => each.node === id);
        return node ? cells.share(node.rate, node.units, node.cells.units) : { text: '—' };
      }),
    ]),
  };
}

/** The table of every group, one after the other. */
function useSplitTable({ answer, onOpen }: SplitPathsProps, rows: Row[]): ChartTable {
  const { t } = useTranslation('insights');
  const linesOf = usePathsLines(onOpen);
  return {
    caption: t('paths.title'),
    head: [t('split.group'), ...usePathsHead(answer)],
    rows: rows.flatMap(({ name, figures }) =>
      linesOf(inGroup(answer, figures)).map((cells) => [{ text: name }, ...cells]),
    ),
  };
}
