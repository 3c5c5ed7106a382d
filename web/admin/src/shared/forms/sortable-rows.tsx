import { ArrowDown, ArrowUp, GripVertical } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moved } from './row-order';
import { RowTool } from './row-tool';
import styles from './sortable-rows.module.css';
import { useSortableRow } from './use-sortable-row';

type SortableRowsProps<Row> = {
  /** What the list is called. */
  label: string;
  rows: Row[];
  idOf: (row: Row) => string;
  nameOf: (row: Row) => string;
  isOff?: boolean;
  onChange: (rows: Row[]) => void;
  /** `tools` move the row; they stand wherever its other tools do. */
  children: (row: Row, at: number, tools: ReactNode) => ReactNode;
};

/** Rows whose order matters: moved by mouse, by the arrow keys on the handle, and by buttons where there is no mouse. */
export function SortableRows<Row>(props: SortableRowsProps<Row>) {
  const { label, rows, idOf, nameOf, isOff = false, onChange, children } = props;
  const { t } = useTranslation('work');
  const list = useId();
  const [told, setTold] = useState('');
  const move = (from: number, to: number) => {
    const next = moved(rows, from, to);
    const row = rows[from];
    if (next === rows || !row) return;
    onChange(next);
    setTold(t('row.moved', { name: nameOf(row), number: next.indexOf(row) + 1, total: rows.length }));
  };
  return (
    <>
      <ol className={styles.rows} aria-label={label}>
        {rows.map((row, at) => (
          <SortableRow
            key={idOf(row)}
            list={list}
            at={at}
            count={rows.length}
            name={nameOf(row)}
            isOff={isOff || rows.length < 2}
            onMove={move}
          >
            {(tools) => children(row, at, tools)}
          </SortableRow>
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {told}
      </p>
    </>
  );
}

type SortableRowProps = {
  list: string;
  at: number;
  count: number;
  name: string;
  isOff: boolean;
  onMove: (from: number, to: number) => void;
  children: (tools: ReactNode) => ReactNode;
};

function SortableRow({ list, at, count, name, isOff, onMove, children }: SortableRowProps) {
  const { t } = useTranslation('work');
  const { ref, handleRef, edge, isDragged } = useSortableRow({ list, at, isOn: !isOff, onMove });
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const handle = event.currentTarget;
    onMove(at, at + by);
    // An element that is moved in the document loses the focus.
    requestAnimationFrame(() => handle.focus());
  };
  const tools = isOff ? null : (
    <span className={styles.tools}>
      <button
        ref={handleRef}
        type="button"
        className={styles.handle}
        aria-label={t('row.handle', { name, number: at + 1, total: count })}
        title={t('row.drag')}
        onKeyDown={onKeyDown}
      >
        <GripVertical size={16} aria-hidden="true" />
      </button>
      <span className={styles.steps}>
        <RowTool
          label={t('row.up_named', { name })}
          icon={<ArrowUp size={14} />}
          isOff={at === 0}
          onClick={() => onMove(at, at - 1)}
        />
        <RowTool
          label={t('row.down_named', { name })}
          icon={<ArrowDown size={14} />}
          isOff={at === count - 1}
          onClick={() => onMove(at, at + 1)}
        />
      </span>
    </span>
  );
  return (
    <li ref={ref} className={styles.row} data-edge={edge} data-dragged={isDragged || undefined}>
      {children(tools)}
    </li>
  );
}
