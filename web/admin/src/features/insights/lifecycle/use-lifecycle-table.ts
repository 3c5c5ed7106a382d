import type { AskLifecycleResponse, LifecycleRow } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { ChartTable, TableCell } from '../../../shared/charts/chart-table';
import { formatCount } from '../../../shared/charts/format';
import type { OpenCell } from '../../../shared/charts/retention-types';
import { periodName } from '../period-names';
import { lifecycleParts } from './lifecycle-search';

/** A line for each period, with its parts. */
export function useLifecycleTable(
  answer: AskLifecycleResponse,
  rows: LifecycleRow[],
  onOpen: OpenCell,
): ChartTable {
  const { t } = useTranslation(['insights', 'charts']);
  const { locale } = useKit();
  const period = answer.question.period ?? 'week';
  const count = (value: number, cell?: string | null): TableCell => ({
    text: formatCount(value, locale),
    value,
    onOpen: cell && value > 0 ? () => onOpen(cell) : undefined,
  });
  const lines = rows.map((row): TableCell[] => [
    { text: periodName(row.starts_on, period, locale), value: row.starts_on },
    count(row.active),
    ...lifecycleParts.map((part) => count(row[part], row.cells[part])),
    { text: t(`charts:state.${row.state}`) },
  ]);
  return {
    caption: t('insights:lifecycle.title'),
    head: [
      t(`insights:period.${period}`),
      t('insights:lifecycle.active'),
      ...lifecycleParts.map((part) => t(`insights:lifecycle.${part}`)),
      t('charts:retention.state'),
    ],
    rows: lines,
  };
}
