// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import charts from '../../../locales/en/charts.json';
import insights from '../../../locales/en/insights.json';
import { examplePaths } from './example-paths';
import { PathList } from './path-list';

function show() {
  const onOpen = vi.fn();
  const onExplore = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <PathList label="Paths" answer={examplePaths} onOpen={onOpen} onExplore={onExplore} />
    </QueryClientProvider>,
  );
  return { onOpen, onExplore };
}

function card(name: string): HTMLElement {
  const heading = screen.getAllByRole('heading', { level: 4, name: new RegExp(name) })[0];
  return heading?.closest('li') as HTMLElement;
}

beforeAll(async () => {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'en', defaultNS: 'insights', resources: { en: { charts, insights } } });
});
afterEach(cleanup);

describe('paths as a list', () => {
  it('open the people of an event, of those who end there, and of those who go on', () => {
    const { onOpen } = show();
    const opened = within(card('opened'));
    for (const people of ['9 people', '4 people', '6 people']) {
      fireEvent.click(opened.getByRole('button', { name: people }));
    }
    expect(onOpen.mock.calls).toEqual([['node.1.0'], ['end.1.0'], ['link.1.0.0']]);
  });

  it('explore from an event or to it', () => {
    const { onExplore } = show();
    const opened = within(card('opened'));
    fireEvent.click(opened.getByRole('button', { name: insights.paths.from_here }));
    fireEvent.click(opened.getByRole('button', { name: insights.paths.to_here }));
    expect(onExplore.mock.calls).toEqual([
      ['start', 'opened'],
      ['end', 'opened'],
    ]);
  });

  it('offer no exploration where many events are one', () => {
    show();
    const others = within(card(insights.paths.other));
    expect(others.queryByRole('button', { name: insights.paths.from_here })).toBeNull();
  });
});
