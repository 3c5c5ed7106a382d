// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { useState } from 'react';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import charts from '../../locales/en/charts.json';
import { ChartFrame, type ChartView } from './chart-frame';
import { ChartPlaceContext } from './chart-place';
import type { ChartTable } from './chart-table';

const onOpen = vi.fn();
const table: ChartTable = {
  caption: 'Exports by day',
  head: ['Day', 'Exports'],
  rows: [
    [
      { text: 'Nov 20', value: '2026-11-20' },
      { text: '1,204', value: 1204, onOpen },
    ],
    [
      { text: '=cmd', value: '=cmd' },
      { text: '—', value: null },
    ],
  ],
};

function Frame() {
  const [view, setView] = useState<ChartView>('chart');
  return (
    <QueryClientProvider client={new QueryClient()}>
      <ChartFrame
        title="Exports"
        sentence="How often a report was exported."
        table={table}
        view={view}
        onView={setView}
        fileName="exports"
      >
        <p>the drawing</p>
      </ChartFrame>
    </QueryClientProvider>
  );
}

beforeAll(async () => {
  // What opens over the page watches its size.
  window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.matchMedia ??= (() => ({ matches: false, addListener() {}, removeListener() {} })) as never;
  await i18next.use(initReactI18next).init({ lng: 'en', defaultNS: 'charts', resources: { en: { charts } } });
});
afterEach(cleanup);

describe('the frame of a chart', () => {
  it('names the chart and says what it shows', () => {
    render(<Frame />);
    const frame = screen.getByRole('region', { name: 'Exports' });
    expect(within(frame).getByText('How often a report was exported.')).toBeTruthy();
    expect(within(frame).getByText('the drawing')).toBeTruthy();
  });

  it('shows the same figures as a table with a caption, and opens the list behind one', () => {
    render(<Frame />);
    fireEvent.click(screen.getByText('Table'));
    const shown = screen.getByRole('table', { name: 'Exports by day' });
    expect(within(shown).getAllByRole('columnheader')).toHaveLength(2);
    fireEvent.click(within(shown).getByRole('button', { name: '1,204' }));
    expect(onOpen).toHaveBeenCalledOnce();
    expect(screen.queryByText('the drawing')).toBeNull();
  });

  it('leaves the head to the tile that it stands in, and waits there behind one button', async () => {
    const head = document.body.appendChild(document.createElement('span'));
    render(
      <ChartPlaceContext value={{ head, isNarrow: true, canChange: false }}>
        <Frame />
      </ChartPlaceContext>,
    );
    expect(screen.getByText('the drawing')).toBeTruthy();
    expect(screen.queryByText('How often a report was exported.')).toBeNull();
    fireEvent.click(within(head).getByRole('button', { name: charts.about }));
    expect(await screen.findByText('How often a report was exported.')).toBeTruthy();
    expect(screen.getByRole('button', { name: charts.csv })).toBeTruthy();
  });

  it('exports what is shown, as figures and without formulas', async () => {
    const files: Blob[] = [];
    URL.createObjectURL = (file) => `blob:${files.push(file as Blob)}`;
    URL.revokeObjectURL = () => {};
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    render(<Frame />);
    fireEvent.click(screen.getByRole('button', { name: charts.csv }));
    const bytes = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.readAsDataURL(files[0] as Blob);
    });
    const text = Buffer.from(bytes.split(',')[1] ?? '', 'base64').toString();
    expect(text).toBe("\u{feff}Day,Exports\r\n2026-11-20,1204\r\n'=cmd,\r\n");
  });
});
