import { Card, showToast, useAppearance } from '@perennial/ui';
import { useMutation } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { FileDown, ImageDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { csvFile } from '../files/csv';
import { saveFile } from '../files/save-file';
import styles from './chart-frame.module.css';
import { type ChartPalette, chartPalette } from './chart-palette';
import { useChartPlace } from './chart-place';
import { type ChartTable, fileRows } from './chart-table';
import { FiguresTable } from './figures-table';
import { heatDepth } from './heat';
import { type Drawing, makePicture } from './picture';
import { PlacedChart } from './placed-chart';
import { tableDrawing } from './table-drawing';

export type ChartView = 'chart' | 'table';

type ChartFrameProps = {
  title: string;
  /** What exactly is shown, in one sentence or two. It goes into pictures too. */
  sentence: string;
  /** The same figures as a table: shown on demand, and exported. */
  table: ChartTable;
  view: ChartView;
  onView: (view: ChartView) => void;
  /** Files are called so, without an ending. */
  fileName: string;
  /** The chart as it is painted into a picture; without it, its table is. */
  drawing?: (palette: ChartPalette) => Drawing | undefined;
  /** More controls of this chart. */
  tools?: ReactNode;
  /** Under the chart: legends, and what to beware of. */
  notes?: ReactNode;
  /** Newer figures are on the way; the old ones stay, dimmed. */
  isRefreshing?: boolean;
  /** The chart. */
  children: ReactNode;
};

/** What every chart has around it: a title, a sentence, its figures as a table, and ways to take them along. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, sentence, table, view, onView, tools, notes, isRefreshing = false, children } = props;
  const { t } = useTranslation('charts');
  const place = useChartPlace();
  const shown = view === 'table' ? <FiguresTable table={table} /> : children;
  if (place) {
    return (
      <PlacedChart
        head={place.head}
        isBusy={isRefreshing}
        isTable={view === 'table'}
        title={title}
        sentence={sentence}
        tools={place.canChange ? tools : null}
        notes={notes}
        takeAlong={<TakeAlong {...props} />}
      >
        {shown}
      </PlacedChart>
    );
  }
  return (
    <Card
      title={title}
      summary={sentence}
      region={{ isBusy: isRefreshing }}
      actions={
        <>
          {tools}
          <Segmented<ChartView>
            size="small"
            aria-label={t('view.label')}
            value={view}
            options={[
              { value: 'chart', label: t('view.chart') },
              { value: 'table', label: t('view.table') },
            ]}
            onChange={onView}
          />
          <TakeAlong {...props} />
        </>
      }
    >
      <div className={styles.body} data-dimmed={isRefreshing || undefined}>
        {shown}
      </div>
      {notes ? <div className={styles.notes}>{notes}</div> : null}
    </Card>
  );
}

/** What is shown, as a file or as a picture. */
function TakeAlong({ title, sentence, table, view, fileName, drawing }: ChartFrameProps) {
  const { t } = useTranslation('charts');
  const { mode } = useAppearance();
  const picture = useMutation({
    mutationFn: () => {
      const palette = chartPalette(mode);
      const body = (view === 'chart' && drawing?.(palette)) || tableDrawing(table, palette, heatDepth);
      return makePicture({ title, sentence, body, palette });
    },
    onSuccess: (file) => saveFile(file, `${fileName}.png`),
    onError: () => showToast(t('picture_failed'), { tone: 'danger' }),
  });
  return (
    <>
      <Button
        size="small"
        icon={<FileDown size={14} />}
        title={t('csv')}
        aria-label={t('csv')}
        onClick={() => saveFile(csvFile(fileRows(table)), `${fileName}.csv`)}
      >
        CSV
      </Button>
      <Button
        size="small"
        icon={<ImageDown size={14} />}
        title={t('picture')}
        aria-label={t('picture')}
        loading={picture.isPending}
        onClick={() => picture.mutate()}
      >
        PNG
      </Button>
    </>
  );
}
