import { useTranslation } from 'react-i18next';
import type { SeriesColor } from '../../../shared/charts/chart-palette';
import { useChartPlace } from '../../../shared/charts/chart-place';
import type { NamedGroup } from './use-groups';

/** How the line of everybody is called in addresses. */
export const wholeKey = 'whole';
/** More lines than this are hard to tell apart, in a tile even fewer; people switch on what they want. */
const most = 6;
const mostInTile = 4;

export type GroupLine = { key: string; name: string; color: SeriesColor };

export type GroupLines = {
  /** All there are, everybody first. */
  lines: GroupLine[];
  /** Those that are drawn. */
  shown: GroupLine[];
  onLines: ((keys: string[]) => void) | undefined;
};

/** Which groups are drawn as lines: those that somebody chose, or the first few. */
export function useGroupLines(
  groups: NamedGroup[],
  chosen: string[] | undefined,
  onLines: ((keys: string[]) => void) | undefined,
): GroupLines {
  const { t } = useTranslation('insights');
  const place = useChartPlace();
  const whole: GroupLine = { key: wholeKey, name: t('split.everybody'), color: 'whole' };
  const lines = [whole, ...groups.map(({ key, name, at }): GroupLine => ({ key, name, color: at }))];
  const usual = groups.slice(0, place ? mostInTile : most).map(({ key }) => key);
  const keys = chosen ?? usual;
  return { lines, shown: lines.filter(({ key }) => keys.includes(key)), onLines };
}
