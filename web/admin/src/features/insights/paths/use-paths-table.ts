import type { AskPathsResponse, PathNode } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import {
  formatCount,
  formatDuration,
  formatInterval,
  formatShare,
  shareValue,
} from '../../../shared/charts/format';
import type { Known, OpenCell } from '../../../shared/charts/retention-types';
import { linksFrom, type PathParts, pathParts } from './path-parts';
import { usePathWords } from './use-path-words';

const nothing: TableCell = { text: '', value: null };

/** A line for each event at a step, and below it one for each event that comes next. */
export function usePathsTable(caption: string, answer: AskPathsResponse, onOpen: OpenCell): ChartTable {
  const linesOf = usePathsLines(onOpen);
  return { caption, head: usePathsHead(answer), rows: linesOf(answer) };
}

export function usePathsHead({ unit }: AskPathsResponse): string[] {
  const { t } = useTranslation(['insights', 'charts']);
  const units = t(`charts:unit.${unit}`);
  return [
    t('insights:paths.where'),
    t('insights:paths.paths'),
    units,
    t('insights:paths.share'),
    t('charts:retention.interval_head'),
    t('insights:paths.began'),
    t('insights:paths.ended'),
    t('insights:paths.ended_units', { unit: units }),
    t('insights:paths.went_on'),
    t('insights:paths.median'),
    t('insights:paths.mean'),
  ];
}

/** The lines of all paths, or of those of a group. */
export function usePathsLines(onOpen: OpenCell) {
  const { locale } = useKit();
  const count = (value: number): TableCell => ({ text: formatCount(value, locale), value });
  const list = (value: number, cell: string): TableCell => ({
    ...count(value),
    onOpen: value > 0 ? () => onOpen(cell) : undefined,
  });
  const duration = (seconds: Known): TableCell => ({ text: formatDuration(seconds, locale) });
  const wordsOf = usePathWords();
  return (answer: AskPathsResponse): TableCell[][] => {
    const words = wordsOf(answer);
    const parts = pathParts(answer);
    const nodeRow = (node: PathNode, step: number): TableCell[] => [
      { text: words.nodeTitle(node, step) },
      count(node.paths),
      list(node.units, node.cells.units),
      { text: formatShare(node.rate, locale), value: shareValue(node.rate ?? null) },
      { text: formatInterval(node.low, node.high, locale) },
      count(node.began),
      count(node.ended),
      list(node.ended_units, node.cells.ended),
      count(node.went_on),
      nothing,
      nothing,
    ];
    const linkRow = ({ link, from, to, step }: PathParts['links'][number]): TableCell[] => [
      { text: `${words.nodeTitle(from, step)} → ${words.nodeName(to)}` },
      count(link.paths),
      list(link.units, link.cell),
      ...Array.from({ length: 6 }, () => nothing),
      duration(link.median_seconds),
      duration(link.mean_seconds),
    ];
    return parts.nodes.flatMap(({ node, step }) => [
      nodeRow(node, step),
      ...linksFrom(parts, node).map((each) => linkRow(each)),
    ]);
  };
}
