import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import type { TableCell } from '../../../shared/charts/chart-table';
import { formatCount, formatShare, shareValue } from '../../../shared/charts/format';
import { smallSample } from '../../../shared/charts/heat';
import type { Known, OpenCell } from '../../../shared/charts/retention-types';

/** Cells of tables of groups. */
export function useGroupCells(onOpen: OpenCell) {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  return {
    count: (value: number, cell?: string | null): TableCell => ({
      text: formatCount(value, locale),
      value,
      onOpen: cell && value > 0 ? () => onOpen(cell) : undefined,
    }),
    /** A share whose list is that of the units in it. */
    share: (rate: Known | undefined, units: number, cell: string): TableCell => ({
      text: formatShare(rate ?? null, locale),
      value: shareValue(rate ?? null),
      onOpen: units > 0 ? () => onOpen(cell) : undefined,
    }),
    /** A group's name; one that is too small for shares says so. */
    name: (name: string, units: number): TableCell => ({
      text: units > 0 && units < smallSample ? t('split.few', { name, count: smallSample }) : name,
      value: name,
    }),
  };
}
