import {
  type Column,
  ColumnMenu,
  DataTable,
  DensityMenu,
  type Filter,
  FilterBar,
  ListPanel,
  type ListState,
  NoMatchState,
  RefreshButton,
  type Selection,
  useColumnSettings,
} from '@perennial/ui';
import type { ReactNode } from 'react';

type FilteredListProps<Row> = {
  /** Under which the columns are remembered. */
  id: string;
  label: string;
  list: ListState<Row>;
  /** Memoised. */
  columns: Column<Row>[];
  rowId: (row: Row) => string;
  search?: ReactNode;
  filters: Filter[];
  /** Before the list's own tools. */
  tools?: ReactNode;
  /** Over the rows. */
  above?: ReactNode;
  /** How many filters stand in the row before the rest folds. */
  inRow?: number;
  isFiltered: boolean;
  onClear: () => void;
  emptyState: ReactNode;
  sort?: string | undefined;
  onSortChange?: (sort: string | undefined) => void;
  /** The address of a row's own page. */
  hrefOf?: (row: Row) => string;
  openId?: string | undefined;
  onOpen?: (id: string) => void;
  selection?: Selection;
  /** The bar of actions on the selection. */
  bulk?: ReactNode;
};

/** A list without saved views: one row of filters, the table, its tools. */
export function FilteredList<Row>(props: FilteredListProps<Row>) {
  const { id, label, list, rowId, search, filters, isFiltered, onClear, emptyState, bulk } = props;
  const columns = useColumnSettings(id, props.columns);
  return (
    <ListPanel
      filters={
        <FilterBar
          search={search}
          filters={filters}
          {...(props.inRow ? { inRow: props.inRow } : {})}
          onClear={onClear}
          tools={
            <>
              {props.tools}
              <RefreshButton list={list} />
              <DensityMenu />
              <ColumnMenu columns={columns} />
            </>
          }
        />
      }
    >
      {props.above}
      <DataTable
        label={label}
        list={list}
        columns={columns}
        rowId={rowId}
        isFiltered={isFiltered}
        emptyState={emptyState}
        noMatchState={<NoMatchState onClear={onClear} />}
        openId={props.openId}
        sort={props.sort}
        {...(props.onSortChange ? { onSortChange: props.onSortChange } : {})}
        {...(props.hrefOf ? { hrefOf: props.hrefOf } : {})}
        {...(props.onOpen ? { onOpen: props.onOpen } : {})}
        {...(props.selection ? { selection: props.selection } : {})}
      />
      {bulk}
    </ListPanel>
  );
}
