import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './data-table.module.css';
import { RecordLink } from './record-link';
import type { Column } from './types';
import type { Selection } from './use-selection';

type TableRowProps<Row> = {
  id: string;
  row: Row;
  shownIds: string[];
  columns: Column<Row>[];
  selection: Selection | undefined;
  href: string | undefined;
  onOpen: ((id: string) => void) | undefined;
  isActive: boolean;
  isOpen: boolean;
  onFocus: (id: string) => void;
};

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { id, row, shownIds, columns, selection, href, onOpen, isActive, isOpen, onFocus } = props;
  const selected = selection?.has(id) ?? false;
  return (
    <tr
      className={styles.row}
      data-row-id={id}
      data-active={isActive || undefined}
      data-open={isOpen || undefined}
      data-selected={selected || undefined}
      data-clickable={onOpen ? true : undefined}
      tabIndex={-1}
      onFocus={() => onFocus(id)}
      onClick={(event) => {
        if (event.shiftKey && selection) selection.extendTo(id, shownIds);
        else if (onOpen && !isOnControl(event)) onOpen(id);
      }}
    >
      {selection ? (
        <SelectCell id={id} selected={selected} selection={selection} shownIds={shownIds} />
      ) : null}
      {columns.map((column) =>
        column.primary ? (
          <th key={column.id} scope="row" className={styles.primary}>
            <RecordLink id={id} href={href} onOpen={onOpen}>
              {column.cell(row)}
            </RecordLink>
          </th>
        ) : (
          <td key={column.id} className={column.align === 'end' ? styles.cellEnd : styles.cell}>
            {column.cell(row)}
          </td>
        ),
      )}
    </tr>
  );
}

type SelectCellProps = { id: string; selected: boolean; selection: Selection; shownIds: string[] };

function SelectCell({ id, selected, selection, shownIds }: SelectCellProps) {
  const { t } = useTranslation('kit');
  return (
    <td className={styles.selectCell}>
      <input
        type="checkbox"
        aria-label={t('table.select_row')}
        checked={selected}
        onClick={(event) => event.stopPropagation()}
        onChange={(event) => {
          const shift = event.nativeEvent instanceof globalThis.MouseEvent && event.nativeEvent.shiftKey;
          if (shift) selection.extendTo(id, shownIds);
          else selection.toggle(id);
        }}
      />
    </td>
  );
}

/** A link, button or field inside the row does its own work; so does somebody who marks text to copy it. */
function isOnControl(event: MouseEvent<HTMLElement>): boolean {
  const marking = window.getSelection()?.type === 'Range';
  return marking || (event.target as HTMLElement).closest('a, button, input, select, label') !== null;
}
