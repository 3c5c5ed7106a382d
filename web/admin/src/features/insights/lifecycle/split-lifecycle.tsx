import type { LifecycleGroup } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { useChartPlace } from '../../../shared/charts/chart-place';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import { GroupSelect } from '../breakdown/group-select';
import { GroupSummary } from '../breakdown/group-summary';
import { useGroupCells } from '../breakdown/use-group-cells';
import { wholeKey } from '../breakdown/use-group-lines';
import type { NamedGroup } from '../breakdown/use-groups';
import { periodName } from '../period-names';
import { type LifecycleAnswerProps, WholeLifecycle } from './lifecycle-answer';
import { lifecycleParts } from './lifecycle-search';
import { useLifecycleTable } from './use-lifecycle-table';

type SplitLifecycleProps = LifecycleAnswerProps & { groups: NamedGroup<LifecycleGroup>[] };
type Row = { key: string; name: string; rows: LifecycleGroup['rows'] };

/** One group as columns, and all of them beside each other in the last period that is over. */
export function SplitLifecycle(props: SplitLifecycleProps) {
  const { answer, groups, split } = props;
  const { t } = useTranslation('insights');
  const { onGroup } = split;
  const chosen = groups.find(({ key }) => key === split.group);
  const rows: Row[] = [
    { key: wholeKey, name: t('split.everybody'), rows: answer.rows },
    ...groups.map(({ key, name, group }) => ({ key, name, rows: group.rows })),
  ];
  const isAlone = useChartPlace() === undefined;
  const summary = useLastPeriod(props, rows);
  return (
    <WholeLifecycle
      {...props}
      title={chosen ? `${t('lifecycle.title')} · ${chosen.name}` : t('lifecycle.title')}
      rows={chosen?.group.rows ?? answer.rows}
      table={useSplitTable(props, rows)}
      tools={onGroup ? <GroupSelect groups={groups} value={split.group} onChange={onGroup} /> : null}
      below={summary ? <GroupSummary table={summary} /> : null}
      // In a tile there is room for one of both, and the groups are what was asked for.
      hasDrawing={isAlone || !summary}
    />
  );
}

function useLastPeriod({ answer, onOpen }: SplitLifecycleProps, groups: Row[]): ChartTable | undefined {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const cells = useGroupCells(onOpen);
  const last = answer.rows.findLast(({ state }) => state === 'final');
  if (!last) return undefined;
  const period = answer.question.period ?? 'week';
  return {
    caption: t('lifecycle.by_group', { period: periodName(last.starts_on, period, locale) }),
    head: [t('split.group'), t('lifecycle.active'), ...lifecycleParts.map((part) => t(`lifecycle.${part}`))],
    rows: groups.map(({ name, rows }): TableCell[] => {
      const row = rows.find(({ starts_on }) => starts_on === last.starts_on);
      return [
        { text: name },
        cells.count(row?.active ?? 0),
        ...lifecycleParts.map((part) => cells.count(row?.[part] ?? 0, row?.cells[part])),
      ];
    }),
  };
}

/** The table of every group, one after the other. */
function useSplitTable({ answer, onOpen }: SplitLifecycleProps, groups: Row[]): ChartTable {
  const { t } = useTranslation('insights');
  const rows = groups.flatMap((group) => group.rows.toReversed().map((row) => ({ row, name: group.name })));
  const table = useLifecycleTable(
    answer,
    rows.map(({ row }) => row),
    onOpen,
  );
  return {
    ...table,
    head: [t('split.group'), ...table.head],
    rows: table.rows.map((cells, at) => [{ text: rows[at]?.name ?? '' }, ...cells]),
  };
}
