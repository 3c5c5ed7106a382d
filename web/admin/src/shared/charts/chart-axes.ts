import type { ChartPalette } from './chart-palette';

/** What every drawn chart has in common. */
export function motion(isStill: boolean) {
  return { animation: !isStill, animationDuration: 140, animationDurationUpdate: 140 };
}

export function categoryAxis(points: string[], palette: ChartPalette) {
  return {
    type: 'category' as const,
    data: points,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: palette.lineStrong } },
    axisLabel: { ...label(palette), hideOverlap: true },
  };
}

/** From 0 on: a cut axis would make small changes look large. Counts have no halves. */
export function valueAxis(format: (value: number) => string, highest: number, palette: ChartPalette) {
  return {
    type: 'value' as const,
    minInterval: highest > 1 ? 1 : 0,
    axisLabel: { ...label(palette), formatter: (value: number) => format(value) },
    splitLine: { lineStyle: { color: palette.line } },
  };
}

function label(palette: ChartPalette) {
  return { color: palette.textFaint, fontFamily: palette.font, fontSize: 11 };
}
