import { useAppearance, useIsPhone, useKit, useMediaQuery } from '@perennial/ui';
import { lazy, type RefObject, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type BarSeries, barOption } from './bar-option';
import { chartPalette } from './chart-palette';
import { formatCount } from './format';
import { Legend } from './legend';
import styles from './line-chart.module.css';

// Drawing takes a library larger than any page.
const EchartsCanvas = lazy(() => import('./echarts-canvas'));

export type { BarSeries } from './bar-option';

type BarChartProps = {
  /** What it shows, for those who don't see it; its table says the rest. */
  label: string;
  points: string[];
  names: string[];
  series: BarSeries[];
  provisional?: number;
  /** What a tip says of a part, for each series and point; without it, its value. */
  figures?: string[][];
  onOpen?: (series: number, point: number) => void;
  picture: RefObject<(() => HTMLCanvasElement) | null>;
};

/** Columns made of parts; a click opens the list behind a part. */
export function BarChart(props: BarChartProps) {
  const { label, points, names, series, provisional = 0, figures, onOpen, picture } = props;
  const { t } = useTranslation('charts');
  const { mode } = useAppearance();
  const { locale } = useKit();
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const height = useIsPhone() ? 240 : 300;
  const palette = useMemo(() => chartPalette(mode), [mode]);
  // Compared by what they say, so that no caller has to keep the same arrays.
  const shown = JSON.stringify({ points, names, series, figures });
  const option = useMemo(() => {
    const parts = JSON.parse(shown) as Pick<BarChartProps, 'points' | 'names' | 'series' | 'figures'>;
    return barOption({
      ...parts,
      provisional,
      format: (value) => formatCount(value, locale),
      tipFigure: (index, at) =>
        parts.figures?.[index]?.[at] ?? formatCount(parts.series[index]?.values[at] ?? null, locale),
      provisionalText: t('provisional'),
      palette,
      isStill,
      tip: { box: styles.tip ?? '', row: styles.tipRow ?? '', dot: styles.tipDot ?? '' },
    });
  }, [shown, provisional, locale, palette, isStill, t]);
  return (
    <>
      {series.length > 1 ? <Legend names={series.map(({ name }) => name)} /> : null}
      <div role="img" aria-label={label} data-fills>
        <Suspense fallback={<div className={styles.waiting} style={{ height }} aria-busy="true" />}>
          <EchartsCanvas
            key={`${mode} ${locale}`}
            option={option}
            background={palette.surface}
            height={height}
            onPart={onOpen}
            picture={picture}
          />
        </Suspense>
      </div>
    </>
  );
}
