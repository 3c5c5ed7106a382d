import type { AskStickinessResponse, StickinessFigures } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import { formatInterval, formatShare, shareValue } from '../../../shared/charts/format';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { useGroupCells } from '../breakdown/use-group-cells';
import { formatMean } from './stickiness-figures';
import type { Counting } from './stickiness-search';

/** A group, or everybody. */
export type StickinessRow = { key: string; name: string; figures: StickinessFigures };

/** The groups with a line for each number of periods, for reading and for files. */
export function useGroupStickinessTable(
  rows: StickinessRow[],
  { question, unit }: AskStickinessResponse,
  counting: Counting,
  onOpen: OpenCell,
): ChartTable {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const cells = useGroupCells(onOpen);
  const period = question.period ?? 'day';
  return {
    caption: t('insights:stickiness.title'),
    head: [
      t('insights:split.group'),
      t('insights:stickiness.head'),
      t(`charts:unit.${unit}`),
      t('insights:stickiness.share'),
      t('charts:retention.interval_head'),
    ],
    rows: rows.flatMap(({ name, figures }) =>
      figures[counting].map(({ periods, units, rate, low, high, cell }): TableCell[] => [
        cells.name(name, figures.units),
        { text: t(`insights:stickiness.${counting}_${period}`, { count: periods }), value: periods },
        cells.count(units, cell),
        { text: formatShare(rate ?? null, locale), value: shareValue(rate ?? null) },
        { text: formatInterval(low ?? null, high ?? null, locale) },
      ]),
    ),
  };
}

/** What says most of each group. */
export function useStickinessSummary(
  rows: StickinessRow[],
  { question }: AskStickinessResponse,
  onOpen: OpenCell,
): ChartTable {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const cells = useGroupCells(onOpen);
  const period = question.period ?? 'day';
  return {
    caption: t('stickiness.by_group'),
    head: [
      t('split.group'),
      t('stickiness.active'),
      t(`stickiness.mean_${period}`),
      ...(period === 'day' ? [t('stickiness.ratio')] : []),
    ],
    rows: rows.map(({ name, figures }): TableCell[] => [
      cells.name(name, figures.units),
      // Active at all is active in one period at least.
      cells.count(figures.units, figures.at_least.find(({ periods }) => periods === 1)?.cell),
      {
        text: formatMean(figures.mean_active_per_period, locale),
        value: figures.mean_active_per_period ?? null,
      },
      ...(period === 'day'
        ? [{ text: formatShare(figures.ratio ?? null, locale), value: shareValue(figures.ratio ?? null) }]
        : []),
    ]),
  };
}
