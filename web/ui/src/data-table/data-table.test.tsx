// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { useMemo } from 'react';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import kit from '../locales/en/kit.json';
import { DataTable } from './data-table';
import type { Column, ListState } from './types';
import { useColumnSettings } from './use-column-settings';
import { useSelection } from './use-selection';

type Row = { id: string; name: string; city: string };

const rows: Row[] = ['Ada', 'Ben', 'Cleo', 'Dora'].map((name) => ({
  id: name.toLowerCase(),
  name,
  city: `${name}ville`,
}));

function listOf(change: Partial<ListState<Row>> = {}): ListState<Row> {
  const idle = { isPending: false, isRefreshing: false, error: null, hasMore: false, isLoadingMore: false };
  return { rows, ...idle, retry: vi.fn(), loadMore: vi.fn(), ...change };
}

type HarnessProps = {
  list?: ListState<Row>;
  onOpen?: (id: string) => void;
  onSortChange?: (sort: string | undefined) => void;
  sort?: string;
  isFiltered?: boolean;
};

function Harness({
  list = listOf(),
  onOpen = () => {},
  onSortChange,
  sort,
  isFiltered = false,
}: HarnessProps) {
  const selection = useSelection();
  const all = useMemo<Column<Row>[]>(
    () => [
      { id: 'name', header: 'Name', primary: true, sortField: 'name', cell: (row) => row.name },
      { id: 'city', header: 'City', cell: (row) => row.city },
    ],
    [],
  );
  const columns = useColumnSettings('test', all);
  return (
    <>
      <input aria-label="elsewhere" />
      <button type="button" onClick={() => columns.toggle('city')}>
        toggle city
      </button>
      <output>{[...selection.ids].join(',')}</output>
      <DataTable
        label="People"
        list={list}
        columns={columns}
        rowId={(row) => row.id}
        selection={selection}
        onOpen={onOpen}
        sort={sort}
        {...(onSortChange ? { onSortChange } : {})}
        isFiltered={isFiltered}
        emptyState={<p>never used</p>}
        noMatchState={<p>filtered away</p>}
      />
    </>
  );
}

const press = (
  key: string,
  options: KeyboardEventInit = {},
  target: Element = document.activeElement ?? document.body,
) => fireEvent.keyDown(target, { key, ...options });
const selected = () => screen.getByRole('status').textContent;

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'en', resources: { en: { kit } } });
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

describe('DataTable', () => {
  it('walks the rows with J and K, selects with X and opens with Enter', () => {
    const onOpen = vi.fn();
    render(<Harness onOpen={onOpen} />);
    press('j');
    press('j');
    press('x');
    expect(selected()).toBe('ben');
    press('k');
    press('Enter');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith('ada');
  });

  it('selects everything between two rows with Shift and X', () => {
    render(<Harness />);
    press('j');
    press('x');
    press('j');
    press('j');
    press('X', { shiftKey: true });
    expect(selected()).toBe('ada,ben,cleo');
  });

  it('selects everything between two rows with a shift-click', () => {
    render(<Harness />);
    const [, first, , third] = screen.getAllByRole('checkbox');
    fireEvent.click(first as Element);
    fireEvent.click(third as Element, { shiftKey: true });
    expect(selected()).toBe('ada,ben,cleo');
  });

  it('lets the selection go with Escape', () => {
    render(<Harness />);
    press('j');
    press('x');
    press('Escape');
    expect(selected()).toBe('');
  });

  it('leaves keys alone while somebody types or an input method composes', () => {
    render(<Harness />);
    press('j', {}, screen.getByLabelText('elsewhere'));
    press('x', {}, document.body);
    press('j', { isComposing: true }, document.body);
    press('x', {}, document.body);
    expect(selected()).toBe('');
  });

  it('asks for the next page when J reaches the end', () => {
    const list = listOf({ hasMore: true });
    render(<Harness list={list} />);
    for (let step = 0; step < rows.length; step += 1) press('j');
    expect(list.loadMore).not.toHaveBeenCalled();
    press('j');
    expect(list.loadMore).toHaveBeenCalledOnce();
  });

  it('sorts descending, then ascending, then not at all', () => {
    const onSortChange = vi.fn();
    const view = render(<Harness onSortChange={onSortChange} />);
    const sortByName = () =>
      fireEvent.click(within(screen.getByRole('table')).getByRole('button', { name: 'Name' }));
    sortByName();
    view.rerender(<Harness onSortChange={onSortChange} sort="-name" />);
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
    sortByName();
    view.rerender(<Harness onSortChange={onSortChange} sort="name" />);
    sortByName();
    expect(onSortChange.mock.calls).toEqual([['-name'], ['name'], [undefined]]);
  });

  it('remembers which columns are hidden', () => {
    const view = render(<Harness />);
    fireEvent.click(screen.getByRole('button', { name: 'toggle city' }));
    expect(screen.queryByText('City')).toBeNull();
    view.unmount();
    render(<Harness />);
    expect(screen.queryByText('City')).toBeNull();
  });

  it('tells never used from filtered to nothing', () => {
    const empty = listOf({ rows: [] });
    const view = render(<Harness list={empty} />);
    expect(screen.getByText('never used')).toBeTruthy();
    view.rerender(<Harness list={empty} isFiltered />);
    expect(screen.getByText('filtered away')).toBeTruthy();
  });

  it('offers to try again when nothing could be loaded', () => {
    const list = listOf({ rows: [], error: { status: 500 } });
    render(<Harness list={list} />);
    fireEvent.click(within(screen.getByRole('alert')).getByRole('button'));
    expect(list.retry).toHaveBeenCalledOnce();
  });
});
