import { Figure } from '@perennial/ui';
import { type CSSProperties, memo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CellTip, type ShownTip } from './cell-tip';
import { heatDepth, heatOf, smallSample } from './heat';
import type { RetentionTableProps } from './retention-table';
import styles from './retention-table.module.css';
import { type RetentionCell, type RetentionRow, runningPeriod } from './retention-types';
import { useCellKeys } from './use-cell-keys';
import { useRetentionWords } from './use-retention-words';

const depth = { '--heat-depth': `${heatDepth * 100}%` } as CSSProperties;

/** The heat map where there is room for it. The tab key stops at it once; arrow keys move between its cells. */
export function RetentionGrid(props: RetentionTableProps) {
  const { caption, rows, mean, unit, periodName } = props;
  const { t } = useTranslation('charts');
  const periods = (rows[0]?.cells ?? mean).map(({ period }) => period);
  const table = useRef<HTMLTableElement>(null);
  const onKeyDown = useCellKeys(table);
  const [tip, setTip] = useState<ShownTip>();
  const [focused, setFocused] = useState<string>();
  const stops = rows.flatMap(stopsIn);
  const stop = focused && stops.includes(focused) ? focused : stops[0];
  return (
    <section className={styles.scroller} aria-label={caption} onScroll={() => setTip(undefined)}>
      <table ref={table} className={styles.grid} style={depth} onKeyDown={onKeyDown}>
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('retention.cohort')}</th>
            <th scope="col">{t(`unit.${unit}`)}</th>
            {periods.map((period) => (
              <th key={period} scope="col">
                {periodName(period)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <MeanRow {...props} />
          {rows.map((row) => (
            <CohortRow
              key={row.starts_on}
              row={row}
              of={props}
              stop={holds(row, stop) ? stop : undefined}
              onFocus={setFocused}
              onTip={setTip}
            />
          ))}
        </tbody>
      </table>
      {tip ? <CellTip tip={tip} onClose={() => setTip(undefined)} /> : null}
    </section>
  );
}

/** The cells of a row that are buttons: those with a list behind them. */
function stopsIn({ cell: id, cohort_size, cells }: RetentionRow): string[] {
  const size = id && cohort_size > 0 ? [id] : [];
  return [...size, ...cells.flatMap(({ cell, units }) => (cell && units != null ? [cell] : []))];
}

function holds(row: RetentionRow, id: string | undefined): boolean {
  return row.cell === id || row.cells.some(({ cell }) => cell === id);
}

function MeanRow({ mean, unit, figure }: RetentionTableProps) {
  const { t } = useTranslation('charts');
  const words = useRetentionWords(unit);
  if (mean.length === 0) return null;
  return (
    <tr className={styles.mean}>
      <th scope="row" colSpan={2}>
        {t('retention.mean')}
      </th>
      {mean.map((cell) => (
        <td key={cell.period} title={cell.of === 0 ? undefined : words.explain(cell, cell.of).join('\n')}>
          {cell.of === 0 ? '—' : figure === 'rate' ? words.share(cell.rate) : <Figure value={cell.units} />}
        </td>
      ))}
    </tr>
  );
}

type CohortRowProps = {
  row: RetentionRow;
  of: RetentionTableProps;
  /** The cell at which the tab key stops, if it is in this row. */
  stop: string | undefined;
  onFocus: (cell: string) => void;
  onTip: (tip: ShownTip | undefined) => void;
};

const CohortRow = memo(function CohortRow(props: CohortRowProps) {
  const { row, of, stop, onFocus } = props;
  const running = runningPeriod(row);
  const { cell: id } = row;
  return (
    <tr data-small={row.cohort_size < smallSample || undefined}>
      <th scope="row">{of.rowName(row)}</th>
      <td className={styles.size}>
        {id && row.cohort_size > 0 ? (
          <button
            type="button"
            data-cell
            tabIndex={id === stop ? 0 : -1}
            onFocus={() => onFocus(id)}
            onClick={() => of.onOpen(id)}
          >
            <Figure value={row.cohort_size} />
          </button>
        ) : (
          <Figure value={row.cohort_size} />
        )}
      </td>
      {row.cells.map((cell) => (
        <HeatCell key={cell.period} cell={cell} isRunning={cell.period === running} {...props} />
      ))}
    </tr>
  );
});

type HeatCellProps = CohortRowProps & { cell: RetentionCell; isRunning: boolean };

function HeatCell({ cell, isRunning, row, of, stop, onFocus, onTip }: HeatCellProps) {
  const { t } = useTranslation('charts');
  const words = useRetentionWords(of.unit);
  if (cell.units == null) {
    return (
      <td className={isRunning ? styles.cell : undefined} data-running={isRunning || undefined}>
        <span className="visually-hidden">{t('retention.not_over')}</span>
      </td>
    );
  }
  const share = words.share(cell.rate);
  const text = of.figure === 'rate' ? share : words.figure(cell.units);
  const lines = words.explain(cell, row.cohort_size);
  const show = (at: HTMLElement) =>
    onTip({
      at: at.getBoundingClientRect(),
      lines: [`${of.rowName(row)} · ${of.periodName(cell.period)}`, share, ...lines],
    });
  const { cell: id } = cell;
  return (
    <td className={styles.cell} style={{ '--share': heatOf(cell.rate) } as CSSProperties}>
      {id ? (
        <button
          type="button"
          data-cell
          aria-label={[text, ...lines].join(', ')}
          tabIndex={id === stop ? 0 : -1}
          onClick={() => of.onOpen(id)}
          onPointerEnter={(event) => show(event.currentTarget)}
          onPointerLeave={() => onTip(undefined)}
          onFocus={(event) => {
            onFocus(id);
            show(event.currentTarget);
          }}
          onBlur={() => onTip(undefined)}
        >
          {text}
        </button>
      ) : (
        <span title={lines.join('\n')}>{text}</span>
      )}
    </td>
  );
}
