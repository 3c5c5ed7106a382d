import { type ReactNode, useRef } from 'react';
import { ErrorState } from '../feedback/error-state';
import { useIsPhone } from '../theme/use-media-query';
import { DataCards } from './data-cards';
import styles from './data-table.module.css';
import { ListEnd } from './list-end';
import { SkeletonRows } from './skeleton-rows';
import { TableHead } from './table-head';
import { TableRow } from './table-row';
import type { ListState, Sort } from './types';
import type { ColumnSettings } from './use-column-settings';
import { useRowKeys } from './use-row-keys';
import type { Selection } from './use-selection';

export type DataTableProps<Row> = {
  /** Read out as the table's name. */
  label: string;
  list: ListState<Row>;
  columns: ColumnSettings<Row>;
  rowId: (row: Row) => string;
  sort?: Sort | undefined;
  onSortChange?: (sort: Sort | undefined) => void;
  selection?: Selection;
  /** The record's own page: makes its name a link that also opens in a new tab. */
  hrefOf?: (row: Row) => string;
  /** Opens a row: a click on it, or Enter. */
  onOpen?: (id: string) => void;
  /** The row that is open in the drawer. */
  openId?: string | undefined;
  /** Shown when there is nothing, ever. */
  emptyState: ReactNode;
  /** Shown when filters leave nothing. */
  noMatchState: ReactNode;
  isFiltered: boolean;
};

/** One native table: sticky head, sorting, selection, keyboard, paging; cards on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, list, columns, rowId, selection, onOpen, openId, isFiltered } = props;
  const container = useRef<HTMLDivElement>(null);
  const isPhone = useIsPhone();
  const ids = list.rows.map(rowId);
  const keys = useRowKeys({
    container,
    ids,
    selection,
    onOpen,
    onEnd: () => list.hasMore && list.loadMore(),
  });

  if (list.error && list.rows.length === 0) return <ErrorState error={list.error} onRetry={list.retry} />;
  if (!list.isPending && list.rows.length === 0) return isFiltered ? props.noMatchState : props.emptyState;

  const end = <ListEnd list={list} />;
  if (isPhone) {
    return <DataCards {...props} end={end} />;
  }
  return (
    <div ref={container} className={styles.scroller} aria-busy={list.isPending || list.isRefreshing}>
      <table className={styles.table} data-dimmed={list.isRefreshing || undefined}>
        <caption className="visually-hidden">{label}</caption>
        <TableHead
          columns={columns.visible}
          sort={props.sort}
          onSortChange={props.onSortChange}
          selection={selection}
          ids={ids}
        />
        {list.isPending ? (
          <SkeletonRows columns={columns.visible.length + (selection ? 1 : 0)} />
        ) : (
          <tbody>
            {list.rows.map((row) => {
              const id = rowId(row);
              return (
                <TableRow
                  key={id}
                  id={id}
                  row={row}
                  shownIds={ids}
                  columns={columns.visible}
                  selection={selection}
                  href={props.hrefOf?.(row)}
                  onOpen={onOpen}
                  isActive={id === keys.activeId}
                  isOpen={id === openId}
                  onFocus={keys.setActiveId}
                />
              );
            })}
          </tbody>
        )}
      </table>
      {end}
    </div>
  );
}
