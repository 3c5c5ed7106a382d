import { useTranslation } from 'react-i18next';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import type { OpenCell, Unit } from '../../../shared/charts/retention-types';
import { useGroupCells } from '../breakdown/use-group-cells';
import { eachDifferent } from '../breakdown/use-group-names';
import type { AdoptionRow } from './group-features';
import { useAdoptionHead, useAdoptionLines } from './use-adoption-table';
import { useAdoptionWords } from './use-adoption-words';

/** The groups one after the other with all their figures, for reading and for files. */
export function useGroupAdoptionTable(
  caption: string,
  rows: AdoptionRow[],
  unit: Unit,
  onOpen: OpenCell,
): ChartTable {
  const { t } = useTranslation('insights');
  const linesOf = useAdoptionLines(onOpen);
  return {
    caption,
    head: [t('split.group'), ...useAdoptionHead(unit)],
    rows: rows.flatMap(({ name, figures }) =>
      linesOf(figures).map((cells): TableCell[] => [{ text: name }, ...cells]),
    ),
  };
}

/** The share of each group that uses each feature: groups from top to bottom, features from left to right. */
export function useAdoptionSummary(rows: AdoptionRow[], onOpen: OpenCell): ChartTable {
  const { t } = useTranslation('insights');
  const cells = useGroupCells(onOpen);
  const words = useAdoptionWords();
  const features = eachDifferent((rows[0]?.figures.features ?? []).map((use) => words.name(use)));
  return {
    caption: t('adoption.by_group'),
    head: [t('split.group'), t('adoption.active'), ...features],
    rows: rows.map(({ name, figures }): TableCell[] => [
      cells.name(name, figures.active),
      cells.count(figures.active, figures.cell),
      ...figures.features.map((use) => cells.share(use.rate, use.adopters, use.cells.adopters)),
    ]),
  };
}
