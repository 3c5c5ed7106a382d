// @vitest-environment jsdom
import type { AdoptionFigures, FeatureUse } from '@perennial/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, renderHook, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import type { ReactNode } from 'react';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import charts from '../../../locales/en/charts.json';
import insights from '../../../locales/en/insights.json';
import { type AdoptionRow, GroupFeatures } from './group-features';
import { useAdoptionSummary, useGroupAdoptionTable } from './use-group-adoption';

function use(name: string, at: number, adopters: number, active: number, key: string): FeatureUse {
  const cell = (list: string) => `${at}.${list}${key}`;
  const rate = active > 0 ? adopters / active : null;
  return {
    feature: { name, event: { names: [name] } },
    ...{ adopters, rate, low: rate && rate / 2, high: rate, new: 0, kept: adopters, earlier: 0, lost: 0 },
    ...{ others: active - adopters, events: adopters, median_events: 1, median_seconds: 9, total_seconds: 9 },
    cells: {
      ...{ adopters: cell('adopters'), new: cell('new'), kept: cell('kept') },
      ...{ earlier: cell('earlier'), lost: cell('lost'), others: cell('others') },
    },
  };
}

function figures(active: number, adopters: [number, number], key = ''): AdoptionFigures {
  const features = adopters.map((count, at) => use('Reports', at, count, active, key));
  return { active, cell: `active${key}`, features, breadth: [] };
}

const rows: AdoptionRow[] = [
  { key: 'whole', name: 'All', figures: figures(100, [40, 0]) },
  { key: 'a', name: 'Gold', figures: figures(90, [36, 0], '@a') },
  { key: 'b', name: 'Silver', figures: figures(10, [4, 0], '@b') },
  { key: 'c', name: 'Gone', figures: figures(0, [0, 0], '@c') },
];

function Around({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={new QueryClient()}>{children}</QueryClientProvider>;
}

beforeAll(async () => {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'en', defaultNS: 'insights', resources: { en: { charts, insights } } });
});
afterEach(cleanup);

describe('the features of groups', () => {
  function show() {
    const onOpen = vi.fn();
    render(<GroupFeatures label="Adoption" rows={rows} onOpen={onOpen} />, { wrapper: Around });
    return onOpen;
  }

  it('stand below each other for every feature, and each opens the list of its own', () => {
    const onOpen = show();
    const [reports] = screen.getAllByRole('list', { name: 'Reports' });
    const lines = within(reports as HTMLElement).getAllByRole('listitem');
    expect(lines.map(({ textContent }) => textContent?.split(/\d|—/)[0])).toEqual(
      rows.map(({ name }) => name),
    );
    for (const figure of ['40', '36', '4']) {
      fireEvent.click(within(reports as HTMLElement).getByRole('button', { name: figure }));
    }
    expect(onOpen.mock.calls).toEqual([['0.adopters'], ['0.adopters@a'], ['0.adopters@b']]);
  });

  it('are pale where a group is too small to say much', () => {
    show();
    const few = [...document.querySelectorAll('[data-few]')].map(({ textContent }) => textContent);
    expect(few.filter((text) => text?.startsWith('Silver'))).toHaveLength(2);
    expect(few.some((text) => text?.startsWith('Gold') || text?.startsWith('All'))).toBe(false);
  });

  it('have no share where nobody of the group was active, instead of none of a hundred', () => {
    show();
    const [gone] = screen.getAllByText('Gone');
    expect(gone?.closest('li')?.textContent).toContain('—');
  });
});

describe('the tables of groups', () => {
  it('name every feature once, and mark a group that is too small', () => {
    const { result } = renderHook(() => useAdoptionSummary(rows, vi.fn()), { wrapper: Around });
    expect(result.current.head.slice(2)).toEqual(['Reports', 'Reports (2)']);
    expect(result.current.rows.map(([name]) => name?.text)).toEqual([
      'All',
      'Gold',
      'Silver (fewer than 30)',
      'Gone',
    ]);
    expect(result.current.rows.map((row) => row[2]?.text)).toEqual(['40%', '40%', '40%', '—']);
  });

  it('go into files with the group before every line', () => {
    const { result } = renderHook(() => useGroupAdoptionTable('Adoption', rows, 'person', vi.fn()), {
      wrapper: Around,
    });
    expect(result.current.head).toHaveLength(14);
    const names = result.current.rows.map(([name]) => name?.text);
    expect(names).toEqual(rows.flatMap(({ name }) => [name, name, name]));
    expect(result.current.rows.every((row) => row.length === 14)).toBe(true);
  });
});
