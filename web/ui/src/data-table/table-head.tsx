import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import styles from './data-table.module.css';
import type { Column, Sort } from './types';
import type { Selection } from './use-selection';

type TableHeadProps<Row> = {
  columns: Column<Row>[];
  sort: Sort | undefined;
  onSortChange: ((sort: Sort | undefined) => void) | undefined;
  selection: Selection | undefined;
  ids: string[];
};

export function TableHead<Row>({ columns, sort, onSortChange, selection, ids }: TableHeadProps<Row>) {
  return (
    <thead className={styles.head}>
      <tr>
        {selection ? <SelectAll selection={selection} ids={ids} /> : null}
        {columns.map((column) => (
          <th
            key={column.id}
            scope="col"
            className={column.align === 'end' ? styles.headEnd : styles.headCell}
            data-primary={column.primary || undefined}
            style={column.width ? { width: column.width, minWidth: column.width } : undefined}
            aria-sort={ariaSort(column.sortField, sort)}
          >
            {column.sortField && onSortChange ? (
              <SortButton
                header={column.header}
                field={column.sortField}
                sort={sort}
                onSortChange={onSortChange}
              />
            ) : (
              column.header
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function SelectAll({ selection, ids }: { selection: Selection; ids: string[] }) {
  const { t } = useTranslation('kit');
  const selected = ids.filter(selection.has).length;
  return (
    <th scope="col" className={styles.selectCell}>
      <input
        type="checkbox"
        aria-label={t('table.select_all')}
        checked={ids.length > 0 && selected === ids.length}
        disabled={ids.length === 0}
        ref={(input) => {
          if (input) input.indeterminate = selected > 0 && selected < ids.length;
        }}
        onChange={(event) => selection.setAll(ids, event.target.checked)}
      />
    </th>
  );
}

type SortButtonProps = {
  header: string;
  field: string;
  sort: Sort | undefined;
  onSortChange: (sort: Sort | undefined) => void;
};

function SortButton({ header, field, sort, onSortChange }: SortButtonProps) {
  const Icon = sort === field ? ArrowUp : sort === `-${field}` ? ArrowDown : ChevronsUpDown;
  return (
    <button
      type="button"
      className={styles.sort}
      data-sorted={sort === field || sort === `-${field}` || undefined}
      onClick={() => onSortChange(nextSort(field, sort))}
    >
      {header}
      <Icon size={13} aria-hidden="true" />
    </button>
  );
}

/** Descending first (new, large, late is what people look for), then ascending, then the list's own order. */
function nextSort(field: string, sort: Sort | undefined): Sort | undefined {
  if (sort === `-${field}`) return field;
  if (sort === field) return undefined;
  return `-${field}`;
}

function ariaSort(field: string | undefined, sort: Sort | undefined) {
  if (!field) return undefined;
  if (sort === field) return 'ascending';
  return sort === `-${field}` ? 'descending' : 'none';
}
