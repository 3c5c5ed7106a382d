import { type ColorMode, readToken, type Stage } from '@perennial/ui';

/** Neighbours in this order are told apart best, also by those who see colours differently. */
const order: Stage[] = ['use', 'evaluate', 'renew', 'implement', 'discover', 'purchase'];

/** How many series have a colour to themselves. */
export const seriesColors = order.length;

/** A place among groups, or the ink of what all of them are part of. */
export type SeriesColor = number | 'whole';

export type ChartPalette = {
  /** Series by their place; after six of them all are grey. */
  series: (index: number) => string;
  text: string;
  textSoft: string;
  textFaint: string;
  line: string;
  lineStrong: string;
  surface: string;
  primary: string;
  font: string;
};

/** The colours as values, for canvases, which know no variables. */
export function chartPalette(mode: ColorMode): ChartPalette {
  const token = (name: string) => readToken(name, mode);
  return {
    series: (index) => token(order[index] ? `stage-${order[index]}` : 'text-3'),
    text: token('text'),
    textSoft: token('text-2'),
    textFaint: token('text-3'),
    line: token('line'),
    lineStrong: token('line-strong'),
    surface: token('surface'),
    primary: token('primary'),
    font: getComputedStyle(document.body).fontFamily || 'sans-serif',
  };
}

/** Groups are many and hide each other at will: after six of them the colours begin again. */
export function seriesColor(color: SeriesColor, palette: ChartPalette): string {
  return color === 'whole' ? palette.text : palette.series(color % seriesColors);
}
