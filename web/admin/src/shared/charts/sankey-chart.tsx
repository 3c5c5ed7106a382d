import { useAppearance, useKit, useMediaQuery } from '@perennial/ui';
import { type CSSProperties, lazy, type RefObject, Suspense, useMemo } from 'react';
import { chartPalette } from './chart-palette';
import type { Flow, FlowPart } from './flow-types';
import { formatCount } from './format';
import lineStyles from './line-chart.module.css';
import styles from './sankey-chart.module.css';
import { columnWidth, flowHeight, labelRoom, nodeWidth, sankeyOption } from './sankey-option';

// Drawing takes a library larger than any page.
const EchartsCanvas = lazy(() => import('./echarts-canvas'));

type SankeyChartProps = {
  /** What it shows, for those who don't see it; its table says the rest. */
  label: string;
  flow: Flow;
  onOpen: (part: FlowPart, at: number) => void;
  /** Called with the word of a button in a tip. */
  onAction?: ((action: string) => void) | undefined;
  picture: RefObject<(() => HTMLCanvasElement) | null>;
};

/** What flows from column to column; a click opens the list behind a node or a band. */
export function SankeyChart({ label, flow, onOpen, onAction, picture }: SankeyChartProps) {
  const { mode } = useAppearance();
  const { locale } = useKit();
  const isStill = useMediaQuery('(prefers-reduced-motion: reduce)');
  const palette = useMemo(() => chartPalette(mode), [mode]);
  const height = flowHeight(flow);
  // Compared by what it says, so that no caller has to keep the same object.
  const shown = JSON.stringify(flow);
  const option = useMemo(
    () =>
      sankeyOption({
        flow: JSON.parse(shown) as Flow,
        format: (value) => formatCount(value, locale),
        palette,
        isStill,
        tip: {
          ...{ box: lineStyles.tip ?? '', row: lineStyles.tipRow ?? '', note: styles.note ?? '' },
          ...{
            reachable: styles.reachable ?? '',
            actions: styles.actions ?? '',
            action: styles.action ?? '',
          },
        },
      }),
    [shown, locale, palette, isStill],
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: many steps scroll, also by keyboard
    <section className={styles.scroller} tabIndex={0} aria-label={label}>
      <div style={{ minWidth: flow.steps.length * columnWidth }}>
        <ol
          className={styles.heads}
          style={{ paddingRight: labelRoom, '--node': `${nodeWidth}px` } as CSSProperties}
        >
          {flow.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <div role="img" aria-label={label}>
          <Suspense fallback={<div className={lineStyles.waiting} style={{ height }} aria-busy="true" />}>
            <EchartsCanvas
              key={`${mode} ${locale}`}
              option={option}
              background={palette.surface}
              height={height}
              onFlow={onOpen}
              onAction={onAction}
              picture={picture}
            />
          </Suspense>
        </div>
      </div>
    </section>
  );
}
