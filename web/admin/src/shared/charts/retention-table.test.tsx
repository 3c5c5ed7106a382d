// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import charts from '../../locales/en/charts.json';
import { RetentionTable } from './retention-table';
import type { RetentionCell, RetentionRow } from './retention-types';

const settled = (period: number, units: number, of: number, id: string): RetentionCell => ({
  ...{ period, units, rate: units / of, low: 0.3, high: 0.5, state: 'final', cell: id },
});
const unsettled = (period: number): RetentionCell => ({
  ...{ period, units: null, rate: null, low: null, high: null, state: 'provisional', cell: null },
});
const rows: RetentionRow[] = [
  {
    ...{ starts_on: '2026-11-02', ends_on: '2026-11-08', cohort_size: 100, cell: '0' },
    cells: [settled(0, 100, 100, '0.0'), settled(1, 40, 100, '0.1'), unsettled(2)],
  },
  {
    ...{ starts_on: '2026-11-09', ends_on: '2026-11-15', cohort_size: 12, cell: '1' },
    cells: [settled(0, 12, 12, '1.0'), unsettled(1), unsettled(2)],
  },
];

function show(figure: 'rate' | 'units' = 'rate', isPhone = false, shown = rows) {
  window.matchMedia = (() => ({
    matches: isPhone,
    addEventListener() {},
    removeEventListener() {},
  })) as never;
  const onOpen = vi.fn();
  render(
    <RetentionTable
      caption="Weekly retention"
      unit="person"
      rows={shown}
      mean={[{ period: 0, units: 112, of: 112, rate: 1, low: 0.9, high: 1 }]}
      rowName={({ starts_on }) => starts_on}
      periodName={(period) => `Week ${period}`}
      onOpen={onOpen}
      figure={figure}
    />,
  );
  return onOpen;
}

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'en', defaultNS: 'charts', resources: { en: { charts } } });
});
afterEach(cleanup);

describe('the heat map', () => {
  it('is a table with a caption, named columns and named rows', () => {
    show();
    const table = screen.getByRole('table', { name: 'Weekly retention' });
    expect(within(table).getByRole('columnheader', { name: 'Week 1' })).toBeTruthy();
    expect(within(table).getByRole('rowheader', { name: '2026-11-09' })).toBeTruthy();
  });

  it('says what stands behind a rate, and opens it', () => {
    const onOpen = show();
    const cell = screen.getByRole('button', { name: '40%, 40 of 100 people, 95% interval 30%–50%' });
    fireEvent.click(cell);
    expect(onOpen).toHaveBeenCalledWith('0.1');
  });

  it('shows no figure for a period that is not over', () => {
    show();
    const row = screen.getByRole('row', { name: /2026-11-09/ });
    expect(
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent)
        .slice(2),
    ).toEqual(['Not over yet', 'Not over yet']);
    expect(within(row).getAllByRole('button')).toHaveLength(2);
  });

  it('marks a cohort that is too small to say much, also in words', () => {
    show();
    expect(screen.getByRole('row', { name: /2026-11-09/ }).dataset.small).toBe('true');
    expect(screen.getByRole('row', { name: /2026-11-02/ }).dataset.small).toBeUndefined();
    expect(screen.getByRole('button', { name: /^100%, 12 of 12 people.*Fewer than 30/ })).toBeTruthy();
  });

  it('shows counts where they are asked for', () => {
    show('units');
    expect(screen.getByRole('button', { name: /^40, 40 of 100/ }).textContent).toBe('40');
  });

  it('is one stop of the tab key, and arrow keys move inside', () => {
    show();
    expect(screen.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0)).toHaveLength(1);
    screen.getByRole('button', { name: '100' }).focus();
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowRight' });
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowRight' });
    expect(document.activeElement?.textContent).toBe('40%');
    // Below it lies a period that is not over: the focus stays where there is something to open.
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowDown' });
    expect(document.activeElement?.textContent).toBe('40%');
  });

  it('lets the tab key in where the first cohort is empty', () => {
    const nobody = { starts_on: '2026-10-26', ends_on: '2026-11-01', cohort_size: 0, cell: '9', cells: [] };
    show('rate', false, [nobody, ...rows]);
    const stops = screen.getAllByRole('button').filter(({ tabIndex }) => tabIndex === 0);
    expect(stops.map(({ textContent }) => textContent)).toEqual(['100']);
  });

  it('becomes a card for each cohort on a phone, the newest first', () => {
    const onOpen = show('rate', true);
    expect(screen.queryByRole('table')).toBeNull();
    expect(screen.getAllByText(/2026-11/).map(({ textContent }) => textContent)).toEqual([
      '2026-11-09',
      '2026-11-02',
    ]);
    fireEvent.click(screen.getByRole('button', { name: '40%' }));
    expect(onOpen).toHaveBeenCalledWith('0.1');
  });
});
