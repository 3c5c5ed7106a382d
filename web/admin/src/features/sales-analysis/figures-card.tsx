import { Card } from '@perennial/ui';
import { Button } from 'antd';
import { FileDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type ChartTable, fileRows } from '../../shared/charts/chart-table';
import { FiguresTable } from '../../shared/charts/figures-table';
import { csvFile } from '../../shared/files/csv';
import { saveFile } from '../../shared/files/save-file';
import styles from './sales-analysis.module.css';

type FiguresCardProps = {
  title: string;
  sentence: string;
  table: ChartTable;
  fileName: string;
  isRefreshing?: boolean;
  tools?: ReactNode;
  notes?: ReactNode;
  /** Over the table. */
  children?: ReactNode;
};

/** Figures that are best read as a table, with the sentence that says what they are, and as a file. */
export function FiguresCard(props: FiguresCardProps) {
  const { title, sentence, table, fileName, isRefreshing = false, tools, notes, children } = props;
  const { t } = useTranslation('charts');
  return (
    <Card
      title={title}
      summary={sentence}
      region={{ isBusy: isRefreshing }}
      actions={
        <>
          {tools}
          <Button
            size="small"
            icon={<FileDown size={14} />}
            title={t('csv')}
            aria-label={t('csv')}
            onClick={() => saveFile(csvFile(fileRows(table)), `${fileName}.csv`)}
          >
            CSV
          </Button>
        </>
      }
    >
      <div className={styles.body} data-dimmed={isRefreshing || undefined}>
        {children}
        <FiguresTable table={table} />
      </div>
      {notes ? <div className={styles.notes}>{notes}</div> : null}
    </Card>
  );
}
