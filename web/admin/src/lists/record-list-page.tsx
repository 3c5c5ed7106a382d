import {
  type Column,
  ColumnMenu,
  DataTable,
  DensityMenu,
  ListPanel,
  type ListState,
  NoMatchState,
  PageHeader,
  RefreshButton,
  type Selection,
  useColumnSettings,
} from '@perennial/ui';
import { type ReactNode, Suspense } from 'react';
import { ImportLink } from '../shared/lists/records-empty';
import { ExportButton } from './export-button';
import { type BuiltInView, ListViews } from './list-views';
import { useCreateButton } from './use-create-button';
import type { ViewParams } from './view-params';

/** What the address of every such list has beside its filters. */
type ListSearch = {
  sort?: string | undefined;
  view?: string | undefined;
  open?: string | undefined;
  tab?: string | undefined;
  new?: boolean | undefined;
};

type DrawerSlot = {
  id: string;
  siblings: string[];
  tab: string | undefined;
  onTab: (tab: string) => void;
  onOpen: (id: string | undefined) => void;
};

type ImportedList = 'leads' | 'accounts' | 'people';

type RecordListPageProps<Row, Search> = {
  /** The API's name of the list: of its saved views, its columns, its import and its export. */
  name: ImportedList | 'orders';
  texts: { title: string; create: string };
  /** How many there are. */
  summary: ReactNode;
  /** Between the title and the list. */
  above?: ReactNode;
  /** Before the first record: the ways in which they come. */
  empty: (onCreate: (() => void) | undefined) => ReactNode;
  list: ListState<Row>;
  /** Memoised. */
  columns: Column<Row>[];
  search: Search;
  /** Replaces the address. */
  onSearch: (search: Search) => void;
  views: [BuiltInView, ...BuiltInView[]];
  /** A view's parameters as an address. */
  parse: (params: ViewParams) => Search;
  /** The API's own order of the list. */
  defaultSort?: string;
  filters: (tools: ReactNode) => ReactNode;
  isFiltered: boolean;
  withoutFilters: (search: Search) => Search;
  /** The generated export call; gets the ids of the columns on show. */
  load: (columns: string) => Promise<{ data: unknown }>;
  canWrite: boolean;
  selection?: Selection;
  /** The bar of actions on the selection. */
  bulk?: ReactNode;
  drawer: (slot: DrawerSlot) => ReactNode;
  form: (slot: { onClose: () => void; onSaved: (record: { id: string }) => void }) => ReactNode;
};

/** A list of records as a page: views, filters and the open record in the address; entering, importing, exporting. */
export function RecordListPage<Row extends { id: string }, Search extends ListSearch & ViewParams>(
  props: RecordListPageProps<Row, Search>,
) {
  const { name, texts, list, search, onSearch, canWrite, isFiltered } = props;
  // Orders come one by one, and open beside their list only.
  const imported = name === 'orders' ? undefined : name;
  const columns = useColumnSettings(name, props.columns);
  const change = (part: ListSearch) => onSearch({ ...search, ...part });
  const create = () => change({ new: true });
  const createButton = useCreateButton({
    label: texts.create,
    group: texts.title,
    isAllowed: canWrite,
    onCreate: create,
  });
  return (
    <>
      <PageHeader
        title={texts.title}
        summary={props.summary}
        actions={
          <>
            <ExportButton
              fileName={`${name}.csv`}
              load={() => props.load(columns.visible.map(({ id }) => id).join(','))}
            />
            {imported ? <ImportLink target={imported} /> : null}
            {createButton}
          </>
        }
      />
      {props.above}
      <ListPanel
        views={
          <ListViews
            list={name}
            search={search}
            builtIn={props.views}
            onApply={(next) => onSearch(props.parse(next))}
          />
        }
        filters={props.filters(
          <>
            <RefreshButton list={list} />
            <DensityMenu />
            <ColumnMenu columns={columns} />
          </>,
        )}
      >
        <DataTable
          label={texts.title}
          list={list}
          columns={columns}
          rowId={({ id }) => id}
          {...(canWrite && props.selection ? { selection: props.selection } : {})}
          sort={search.sort ?? props.defaultSort ?? '-created_at'}
          onSortChange={(sort) => change({ sort })}
          {...(imported ? { hrefOf: ({ id }: Row) => `/${imported}/${id}` } : {})}
          onOpen={(open) => change({ open })}
          openId={search.open}
          isFiltered={isFiltered}
          emptyState={props.empty(canWrite ? create : undefined)}
          noMatchState={<NoMatchState onClear={() => onSearch(props.withoutFilters(search))} />}
        />
        {props.bulk}
      </ListPanel>
      <Suspense fallback={null}>
        {search.open
          ? props.drawer({
              id: search.open,
              siblings: list.rows.map(({ id }) => id),
              tab: search.tab,
              onTab: (tab) => change({ tab }),
              onOpen: (open) => change({ open }),
            })
          : null}
        {search.new && canWrite
          ? props.form({
              onClose: () => change({ new: undefined }),
              onSaved: ({ id }) => change({ new: undefined, open: id }),
            })
          : null}
      </Suspense>
    </>
  );
}
