import { type Column, EmptyState, type Filter, type ListState } from '@perennial/ui';
import { type ReactNode, Suspense } from 'react';
import { FilteredList } from './filtered-list';

/** What the address has beside the filters. */
type RecordListSearch = { sort?: string | undefined; open?: string | undefined; new?: boolean | undefined };

type RecordListProps<Row> = {
  /** Under which the columns are remembered. */
  id: string;
  label: string;
  list: ListState<Row>;
  /** Memoised. */
  columns: Column<Row>[];
  filters: Filter[];
  /** Where a filter is a wider look rather than a narrower one, it hides nothing. */
  isFiltered?: boolean;
  onClear: () => void;
  search: RecordListSearch;
  onChange: (part: RecordListSearch) => void;
  defaultSort?: string;
  /** Before the first record: what it is good for, and the way to make one. */
  empty: { title: string; text: string; action: ReactNode };
  canWrite: boolean;
  drawer: (slot: { id: string; siblings: string[]; onOpen: (id: string | undefined) => void }) => ReactNode;
  form: (slot: { onClose: () => void; onSaved: (record: { id: string }) => void }) => ReactNode;
};

/** A list without saved views, beside it the open record and the form of a new one: all of it in the address. */
export function RecordList<Row extends { id: string }>(props: RecordListProps<Row>) {
  const { list, filters, search, onChange, empty, canWrite } = props;
  const open = (id: string | undefined) => onChange({ open: id });
  return (
    <>
      <FilteredList
        id={props.id}
        label={props.label}
        list={list}
        columns={props.columns}
        rowId={({ id }) => id}
        filters={filters}
        isFiltered={props.isFiltered ?? filters.some(({ isActive }) => isActive)}
        onClear={props.onClear}
        sort={search.sort ?? props.defaultSort}
        onSortChange={(sort) => onChange({ sort })}
        openId={search.open}
        onOpen={open}
        emptyState={
          <EmptyState title={empty.title} action={empty.action}>
            {empty.text}
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {search.open
          ? props.drawer({ id: search.open, siblings: list.rows.map(({ id }) => id), onOpen: open })
          : null}
        {search.new && canWrite
          ? props.form({
              onClose: () => onChange({ new: undefined }),
              onSaved: ({ id }) => onChange({ new: undefined, open: id }),
            })
          : null}
      </Suspense>
    </>
  );
}
