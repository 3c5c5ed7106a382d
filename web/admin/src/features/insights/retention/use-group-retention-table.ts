import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import { formatCount, formatInterval, shareValue } from '../../../shared/charts/format';
import type { RetentionFigures } from '../../../shared/charts/retention-types';
import { useRetentionWords } from '../../../shared/charts/use-retention-words';
import type { MeanRow } from './group-retention';

/** The groups with a line for each period, for reading and for files. */
export function useGroupRetentionTable(
  caption: string,
  rows: MeanRow[],
  figures: RetentionFigures,
): ChartTable {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const words = useRetentionWords(figures.unit);
  return {
    caption,
    head: [
      t('insights:split.group'),
      t('charts:retention.period'),
      t(`charts:unit.${figures.unit}`),
      t('charts:retention.returned'),
      t('charts:retention.rate'),
      t('charts:retention.interval_head'),
    ],
    rows: rows.flatMap(({ name, mean }) =>
      mean
        .filter(({ of }) => of > 0)
        .map((cell): TableCell[] => [
          { text: name },
          { text: figures.periodName(cell.period) },
          { text: formatCount(cell.of, locale), value: cell.of },
          { text: formatCount(cell.units, locale), value: cell.units },
          { text: words.share(cell.rate), value: shareValue(cell.rate) },
          { text: formatInterval(cell.low, cell.high, locale) },
        ]),
    ),
  };
}
