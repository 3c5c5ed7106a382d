import type { AdoptionFigures, FeatureUse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import { formatCount, formatInterval, formatShare, shareValue } from '../../../shared/charts/format';
import type { Known, OpenCell, Share, Unit } from '../../../shared/charts/retention-types';
import { useAdoptionWords } from './use-adoption-words';

const nothing: TableCell = { text: '', value: null };

/** A line for each feature, then one for each number of features used. */
export function useAdoptionTable(
  caption: string,
  figures: AdoptionFigures,
  unit: Unit,
  onOpen: OpenCell,
): ChartTable {
  const linesOf = useAdoptionLines(onOpen);
  return { caption, head: useAdoptionHead(unit), rows: linesOf(figures) };
}

export function useAdoptionHead(unit: Unit): string[] {
  const { t } = useTranslation(['insights', 'charts']);
  return [
    t('insights:adoption.feature'),
    t(`charts:unit.${unit}`),
    t('insights:adoption.share'),
    t('charts:retention.interval_head'),
    t('insights:adoption.new'),
    t('insights:adoption.kept'),
    t('insights:adoption.earlier'),
    t('insights:adoption.lost'),
    t('insights:adoption.others'),
    t('insights:adoption.events'),
    t('insights:adoption.median_events'),
    t('insights:adoption.median_time'),
    t('insights:adoption.total_time'),
  ];
}

/** The lines of everybody or of a group. */
export function useAdoptionLines(onOpen: OpenCell) {
  const { t } = useTranslation(['insights']);
  const { locale } = useKit();
  const words = useAdoptionWords();
  const list = (value: number, cell: string): TableCell => ({
    text: formatCount(value, locale),
    value,
    onOpen: value > 0 ? () => onOpen(cell) : undefined,
  });
  const share = ({ rate, low, high }: Share): TableCell[] => [
    { text: formatShare(rate, locale), value: shareValue(rate ?? null) },
    { text: formatInterval(low, high, locale) },
  ];
  const time = (seconds: Known, use: FeatureUse): TableCell => ({
    text: words.noTime(use) ?? words.duration(seconds),
  });
  const featureRow = (use: FeatureUse): TableCell[] => [
    { text: words.name(use) },
    list(use.adopters, use.cells.adopters),
    ...share(use),
    list(use.new, use.cells.new),
    list(use.kept, use.cells.kept),
    list(use.earlier, use.cells.earlier),
    list(use.lost, use.cells.lost),
    list(use.others, use.cells.others),
    { text: formatCount(use.events, locale), value: use.events },
    { text: words.uses(use.median_events), value: use.median_events ?? null },
    time(use.median_seconds, use),
    time(use.total_seconds, use),
  ];
  const rest = Array.from({ length: 9 }, () => nothing);
  return ({ active, cell, features, breadth }: AdoptionFigures): TableCell[][] => [
    [{ text: t('insights:adoption.active') }, list(active, cell), nothing, nothing, ...rest],
    ...features.map((use) => featureRow(use)),
    ...breadth.map((each): TableCell[] => [
      { text: words.breadth(each.count) },
      list(each.units, each.cell),
      ...share(each),
      ...rest,
    ]),
  ];
}
