import { createContext, use } from 'react';

/** Where a chart is one of several on a page: its name and its controls belong to the tile around it. */
export type ChartPlace = {
  /** What there is to know about the chart opens from here. */
  head: HTMLElement | null;
  /** Too narrow for names beside the lines. */
  isNarrow: boolean;
  /** Whether the reader may choose how it is drawn. */
  canChange: boolean;
};

export const ChartPlaceContext = createContext<ChartPlace | undefined>(undefined);

/** Nothing where the chart has a page to itself. */
export function useChartPlace(): ChartPlace | undefined {
  return use(ChartPlaceContext);
}
