import { useTranslation } from 'react-i18next';
import type { ChartTable } from '../../../shared/charts/chart-table';
import type { FunnelFigures } from '../../../shared/charts/funnel-types';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { useFunnelFigures } from '../../../shared/charts/use-funnel-figures';
import type { FunnelRow } from './group-funnel';

/** The groups one after the other, with a line for each step, for reading and for files. */
export function useGroupFunnelTable(
  caption: string,
  rows: FunnelRow[],
  { unit, stepName }: FunnelFigures,
  onOpen: OpenCell,
): ChartTable {
  const { t } = useTranslation('insights');
  const steps = rows.flatMap((row) => row.steps);
  // The lines of a funnel's own table, with the group in front.
  const table = useFunnelFigures(caption, { unit, steps, stepName }, onOpen);
  const names = rows.flatMap(({ name, steps: own }) => own.map(() => name));
  return {
    caption,
    head: [t('split.group'), ...table.head],
    rows: table.rows.map((cells, at) => [{ text: names[at] ?? '' }, ...cells]),
  };
}
