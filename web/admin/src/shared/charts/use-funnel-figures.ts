import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { ChartTable, TableCell } from './chart-table';
import { formatCount, formatDuration, formatInterval, formatShare, shareValue } from './format';
import type { FunnelFigures } from './funnel-types';
import type { Known, OpenCell } from './retention-types';

/** A funnel as a table, for reading and for files. */
export function useFunnelFigures(caption: string, figures: FunnelFigures, onOpen: OpenCell): ChartTable {
  const { t } = useTranslation('charts');
  const { locale } = useKit();
  const count = (value: number, cell: string | null | undefined): TableCell => ({
    text: formatCount(value, locale),
    value,
    onOpen: cell && value > 0 ? () => onOpen(cell) : undefined,
  });
  const share = (rate: Known): TableCell => ({
    text: formatShare(rate, locale),
    value: shareValue(rate),
  });
  return {
    caption,
    head: [
      t('funnel.step'),
      t('funnel.reached'),
      t('funnel.of_first'),
      t('retention.interval_head'),
      t('funnel.of_previous'),
      t('funnel.median'),
      t('funnel.dropped'),
      t('funnel.still_open'),
    ],
    rows: figures.steps.map((step) => [
      { text: `${step.step}. ${figures.stepName(step.step)}` },
      count(step.units, step.cells.reached),
      share(step.rate),
      { text: formatInterval(step.low, step.high, locale) },
      share(step.rate_of_previous),
      { text: formatDuration(step.median_seconds, locale) },
      count(step.dropped, step.cells.dropped),
      count(step.still_open, step.cells.still_open),
    ]),
  };
}
