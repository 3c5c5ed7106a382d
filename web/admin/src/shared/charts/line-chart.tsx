import { useAppearance, useIsPhone, useKit, useMediaQuery } from '@perennial/ui';
import { lazy, type RefObject, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { chartPalette } from './chart-palette';
import { useChartPlace } from './chart-place';
import { formatCount, formatShare } from './format';
import { Legend } from './legend';
import styles from './line-chart.module.css';
import { type LineSeries, lineOption, nearestSeries } from './line-option';

// Drawing lines takes a library larger than any page.
const EchartsCanvas = lazy(() => import('./echarts-canvas'));

export type { LineSeries } from './line-option';

type LineChartProps = {
  /** What it shows, for those who don't see it; its table says the rest. */
  label: string;
  /** What stands on the axis, short, and the same in full. */
  points: string[];
  names: string[];
  series: LineSeries[];
  /** What the values are. */
  values?: 'counts' | 'shares';
  height?: number;
  /** Their names stand elsewhere already. */
  hasLegend?: boolean;
  onOpen?: (series: number, point: number) => void;
  picture: RefObject<(() => HTMLCanvasElement) | null>;
};

/** Lines over time with their names at their ends; a click opens the list behind the nearest point. */
export function LineChart(props: LineChartProps) {
  const { label, points, names, series, values = 'counts', height = 320, onOpen, picture } = props;
  const { hasLegend = false } = props;
  const { t } = useTranslation('charts');
  const { mode } = useAppearance();
  const { locale } = useKit();
  const isPhone = useIsPhone();
  const isNarrow = useChartPlace()?.isNarrow || isPhone;
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const palette = useMemo(() => chartPalette(mode), [mode]);
  // Compared by what they say, so that no caller has to keep the same arrays.
  const figures = JSON.stringify({ points, names, series });
  const option = useMemo(
    () =>
      lineOption({
        ...(JSON.parse(figures) as Pick<LineChartProps, 'points' | 'names' | 'series'>),
        format: (value) => (values === 'shares' ? formatShare(value, locale) : formatCount(value, locale)),
        provisionalText: t('provisional'),
        palette,
        isStill,
        isNarrow,
        tip: { box: styles.tip ?? '', row: styles.tipRow ?? '', dot: styles.tipDot ?? '' },
      }),
    [figures, values, locale, palette, isStill, isNarrow, t],
  );
  const open = (at: number, value: number) => {
    const nearest = nearestSeries(series, at, value);
    if (nearest !== undefined) onOpen?.(nearest, at);
  };
  return (
    <>
      <div role="img" aria-label={label} data-fills>
        <Suspense fallback={<div className={styles.waiting} style={{ height }} aria-busy="true" />}>
          <EchartsCanvas
            key={`${mode} ${locale}`}
            option={option}
            background={palette.surface}
            height={height}
            onPoint={onOpen ? open : undefined}
            picture={picture}
          />
        </Suspense>
      </div>
      {isNarrow && series.length > 1 && !hasLegend ? <Legend names={series.map(({ name }) => name)} /> : null}
    </>
  );
}
