import { Button, Popover } from 'antd';
import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import styles from './placed-chart.module.css';

type PlacedChartProps = {
  head: HTMLElement | null;
  isBusy: boolean;
  isTable: boolean;
  title: string;
  sentence: string;
  tools: ReactNode;
  notes: ReactNode;
  takeAlong: ReactNode;
  children: ReactNode;
};

/** A chart among others: what exactly it shows, and the ways to take it along, wait behind one button. */
export function PlacedChart(props: PlacedChartProps) {
  const { head, isBusy, isTable, title, sentence, tools, notes, takeAlong, children } = props;
  const { t } = useTranslation('charts');
  const about = (
    <div className={styles.about}>
      <p>{sentence}</p>
      {notes ? <div className={styles.notes}>{notes}</div> : null}
      <div className={styles.tools}>
        {tools}
        {takeAlong}
      </div>
    </div>
  );
  return (
    <>
      {head
        ? createPortal(
            <Popover trigger="click" placement="bottomRight" content={about} destroyOnHidden>
              <Button
                type="text"
                size="small"
                icon={<Info size={14} />}
                aria-label={t('about')}
                title={t('about')}
              />
            </Popover>,
            head,
          )
        : null}
      {isTable ? (
        <div className={styles.body} data-table aria-busy={isBusy}>
          {children}
        </div>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is higher than its tile scrolls, also by keyboard
        <section className={styles.body} tabIndex={0} aria-label={title} aria-busy={isBusy}>
          {children}
        </section>
      )}
    </>
  );
}
