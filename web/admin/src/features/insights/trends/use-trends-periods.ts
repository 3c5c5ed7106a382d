import type { AskTrendsResponse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useMemo } from 'react';
import { periodName, shortPeriodName } from '../period-names';

/** What the periods of trends are called, short for the axis and in full. */
export function useTrendsPeriods({ starts, question }: AskTrendsResponse) {
  const { locale } = useKit();
  const period = question.period ?? 'day';
  return useMemo(
    () => ({
      points: starts.map((start) => shortPeriodName(start, period, locale)),
      fullNames: starts.map((start) => periodName(start, period, locale)),
    }),
    [starts, period, locale],
  );
}
