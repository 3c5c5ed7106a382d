import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';
import type { FlowPart } from './flow-types';
import type { ChartOption } from './line-option';
import { sharpness } from './picture';

// Only what our charts draw with: the whole library would be three times as large.
echarts.use([BarChart, LineChart, SankeyChart, GridComponent, TooltipComponent, LabelLayout, CanvasRenderer]);

type EchartsCanvasProps = {
  option: ChartOption;
  background: string;
  height: number;
  /** Called with the place on the category axis and the value there, wherever somebody clicks. */
  onPoint?: ((at: number, value: number) => void) | undefined;
  /** Called with the series and the place of a bar that somebody clicks. */
  onPart?: ((series: number, at: number) => void) | undefined;
  /** Called with the place of a node or a link of a flow that somebody clicks. */
  onFlow?: ((part: FlowPart, at: number) => void) | undefined;
  /** Called with what a button in a tip says it does. */
  onAction?: ((action: string) => void) | undefined;
  /** Filled with a way to paint the chart as it is now. */
  picture: RefObject<(() => HTMLCanvasElement) | null>;
};

/** The drawing library behind a component. It is made anew by its `key`, with theme and language. */
export default function EchartsCanvas(props: EchartsCanvasProps) {
  const { option, background, height, onPoint, onPart, onFlow, onAction, picture } = props;
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.EChartsType>(null);
  const isOpenable = Boolean(onPoint);
  const choose = useEffectEvent((made: echarts.EChartsType, x: number, y: number) => {
    if (!made.containPixel('grid', [x, y])) return;
    const [at = 0, value = 0] = made.convertFromPixel('grid', [x, y]);
    onPoint?.(Math.round(at), value);
  });

  const choosePart = useEffectEvent((series: number, at: number, kind: string | undefined) => {
    if (kind === 'node' || kind === 'edge') onFlow?.(kind === 'node' ? 'node' : 'link', at);
    else onPart?.(series, at);
  });

  const act = useEffectEvent(({ target }: MouseEvent) => {
    const button = target instanceof Element ? target.closest<HTMLElement>('[data-action]') : null;
    const { action } = button?.dataset ?? {};
    if (action) onAction?.(action);
  });

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const made = echarts.init(element, null, { renderer: 'canvas' });
    chart.current = made;
    picture.current = () => made.renderToCanvas({ pixelRatio: sharpness, backgroundColor: background });
    made.getZr().on('click', ({ offsetX, offsetY }) => choose(made, offsetX, offsetY));
    made.on('click', ({ seriesIndex = 0, dataIndex, dataType }) =>
      choosePart(seriesIndex, dataIndex, dataType),
    );
    // Tips are elements inside the box.
    const onClick = (event: MouseEvent) => act(event);
    element.addEventListener('click', onClick);
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(element);
    return () => {
      observer.disconnect();
      element.removeEventListener('click', onClick);
      picture.current = null;
      chart.current = null;
      made.dispose();
    };
  }, [background, picture]);

  // After the chart was made; every change replaces what was drawn before.
  useEffect(() => {
    chart.current?.setOption(option, { notMerge: true });
  }, [option]);

  return <div ref={box} style={{ height, cursor: isOpenable ? 'pointer' : undefined }} />;
}
