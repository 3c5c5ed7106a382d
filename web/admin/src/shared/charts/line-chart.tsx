import { useAppearance, useIsPhone, useKit, useMediaQuery } from '@perennial/ui';
import { type CSSProperties, lazy, type RefObject, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { chartPalette } from './chart-palette';
import styles from './line-chart.module.css';
import { type LineSeries, lineOption, nearestSeries } from './line-option';

// Drawing lines takes a library larger than any page.
const EchartsCanvas = lazy(() => import('./echarts-canvas'));

export type { LineSeries } from './line-option';

type LineChartProps = {
  /** What it shows, for those who don't see it; its table says the rest. */
  label: string;
  points: string[];
  series: LineSeries[];
  /** Memoised. */
  format: (value: number) => string;
  height?: number;
  onOpen?: (series: number, point: number) => void;
  picture: RefObject<(() => HTMLCanvasElement) | null>;
};

/** Lines over time with their names at their ends; a click opens the list behind the nearest point. */
export function LineChart({ label, points, series, format, height = 320, onOpen, picture }: LineChartProps) {
  const { t } = useTranslation('charts');
  const { mode } = useAppearance();
  const { locale } = useKit();
  const isNarrow = useIsPhone();
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const palette = useMemo(() => chartPalette(mode), [mode]);
  const option = useMemo(
    () =>
      lineOption({
        points,
        series,
        format,
        provisionalText: t('provisional'),
        palette,
        isStill,
        isNarrow,
        tip: { box: styles.tip ?? '', row: styles.tipRow ?? '', dot: styles.tipDot ?? '' },
      }),
    [points, series, format, palette, isStill, isNarrow, t],
  );
  const open = (at: number, value: number) => {
    const nearest = nearestSeries(series, at, value);
    if (nearest !== undefined) onOpen?.(nearest, at);
  };
  return (
    <>
      <div role="img" aria-label={label}>
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
      {isNarrow && series.length > 1 ? <Legend series={series} /> : null}
    </>
  );
}

function Legend({ series }: { series: LineSeries[] }) {
  const { mode } = useAppearance();
  const palette = chartPalette(mode);
  return (
    <ul className={styles.legend}>
      {series.map(({ name }, index) => (
        <li key={name} style={{ '--series': palette.series(index) } as CSSProperties}>
          {name}
        </li>
      ))}
    </ul>
  );
}
