import { type Column, EmptyState, type Filter, type ListState, SearchInput } from '@perennial/ui';
import { Button } from 'antd';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FilteredList } from '../../lists/filtered-list';
import type { channelTabs, PanelProps } from './channel-search';

type PanelListProps<Row> = PanelProps & {
  tab: Exclude<(typeof channelTabs)[number], 'rules'>;
  list: ListState<Row>;
  /** Memoised. */
  columns: Column<Row>[];
  filters: Filter[];
  inRow?: number;
  hasSearch?: boolean;
  /** The open row, or none for a new one. */
  drawer: (row: Row | undefined, onClose: () => void) => ReactNode;
  /** Before the list's own tools. */
  tools?: ReactNode;
  /** Rows that open; others are only entered. */
  opens?: boolean;
};

/** Under which each list remembers its columns. */
const ids = {
  channels: 'channels',
  campaigns: 'campaigns',
  spend: 'channel-spend',
  rates: 'exchange-rates',
} as const;

/** The list of one tab, with the form of a row beside it. */
export function PanelList<Row extends { id: string }>(props: PanelListProps<Row>) {
  const { tab, list, filters, search, onChange, onClear, canWrite, hasSearch = true, opens = true } = props;
  const { t } = useTranslation('channels');
  const isNew = search.open === 'new' && canWrite;
  const row = opens ? list.rows.find(({ id }) => id === search.open) : undefined;
  return (
    <>
      <FilteredList
        id={ids[tab]}
        label={t(`tab.${tab}`)}
        list={list}
        columns={props.columns}
        rowId={({ id }) => id}
        search={
          hasSearch ? (
            <SearchInput
              value={search.q ?? ''}
              placeholder={t('filter.name')}
              onChange={(text) => onChange({ q: text || undefined })}
            />
          ) : null
        }
        filters={filters}
        tools={props.tools}
        {...(props.inRow ? { inRow: props.inRow } : {})}
        isFiltered={(hasSearch && Boolean(search.q)) || filters.some(({ isActive }) => isActive)}
        onClear={onClear}
        sort={search.sort}
        onSortChange={(sort) => onChange({ sort })}
        openId={search.open}
        {...(opens ? { onOpen: (open: string) => onChange({ open }) } : {})}
        emptyState={
          <EmptyState
            title={t(`empty.${tab}.title`)}
            action={
              canWrite ? (
                <Button type="primary" onClick={() => onChange({ open: 'new' })}>
                  {t(`create.${tab}`)}
                </Button>
              ) : null
            }
          >
            {t(`empty.${tab}.text`)}
          </EmptyState>
        }
      />
      {isNew || row ? (
        <Suspense key={search.open} fallback={null}>
          {props.drawer(row, () => onChange({ open: undefined }))}
        </Suspense>
      ) : null}
    </>
  );
}
