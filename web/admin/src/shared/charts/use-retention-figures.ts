import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { ChartTable, TableCell } from './chart-table';
import { formatCount, formatInterval, shareValue } from './format';
import { heatOf, smallSample } from './heat';
import type { Known, OpenCell, RetentionFigures, RetentionRow } from './retention-types';
import { useRetentionWords } from './use-retention-words';

/** A retention answer as a table with a line for each cell, for reading and for files. */
export function useRetentionFigures(
  caption: string,
  figures: RetentionFigures,
  onOpen: OpenCell,
): ChartTable {
  const { t } = useTranslation('charts');
  const { locale } = useKit();
  const words = useRetentionWords(figures.unit);
  const count = (value: Known, cell?: string | null): TableCell => ({
    text: formatCount(value, locale),
    value,
    onOpen: cell && value != null ? () => onOpen(cell) : undefined,
  });
  const lines = (row: RetentionRow) =>
    row.cells.map((cell): TableCell[] => [
      { text: figures.rowName(row), value: row.starts_on },
      count(row.cohort_size, row.cell),
      { text: figures.periodName(cell.period) },
      count(cell.units, cell.cell),
      { text: words.share(cell.rate), value: shareValue(cell.rate) },
      { text: formatInterval(cell.low, cell.high, locale), value: interval(cell) },
      { text: t(`state.${cell.state}`) },
    ]);
  return {
    caption,
    head: [
      t('retention.cohort'),
      t('retention.size'),
      t('retention.period'),
      t('retention.returned'),
      t('retention.rate'),
      t('retention.interval_head'),
      t('retention.state'),
    ],
    rows: figures.rows.flatMap(lines),
  };
}

function interval({ low, high }: { low?: Known; high?: Known }): string | null {
  return low == null ? null : `${shareValue(low)}–${shareValue(high)}`;
}

/** The heat map itself as a table, to be painted into a picture. */
export function useRetentionPicture(
  caption: string,
  figures: RetentionFigures,
  figure: 'rate' | 'units',
): ChartTable {
  const { t } = useTranslation('charts');
  const { locale } = useKit();
  const words = useRetentionWords(figures.unit);
  const periods = (figures.rows[0]?.cells ?? []).map(({ period }) => figures.periodName(period));
  return {
    caption,
    head: [t('retention.cohort'), t('retention.size'), ...periods],
    rows: figures.rows.map((row) => [
      { text: figures.rowName(row) },
      { text: formatCount(row.cohort_size, locale) },
      ...row.cells.map(({ rate, units }): TableCell => {
        if (units == null) return { text: '' };
        const text = figure === 'rate' ? words.share(rate) : words.figure(units);
        // As on screen, small cohorts have no colour that says too much.
        return row.cohort_size < smallSample ? { text } : { text, tint: heatOf(rate) };
      }),
    ]),
  };
}
