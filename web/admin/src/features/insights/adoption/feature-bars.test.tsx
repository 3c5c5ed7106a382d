// @vitest-environment jsdom
import type { FeatureUse } from '@perennial/api-client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import insights from '../../../locales/en/insights.json';
import { FeatureBars } from './feature-bars';

const reports: FeatureUse = {
  feature: { name: 'Reports', event: { names: ['opened', 'exported'] } },
  ...{ adopters: 20, rate: 0.5, low: 0.35, high: 0.65, new: 5, kept: 12, earlier: 3, lost: 2, others: 20 },
  ...{ events: 1204, median_events: 2.5, median_seconds: 90, total_seconds: 5_400 },
  cells: {
    adopters: '0.adopters',
    new: '0.new',
    kept: '0.kept',
    earlier: '0.earlier',
    lost: '0.lost',
    others: '0.others',
  },
};
const payments: FeatureUse = {
  ...reports,
  feature: { event: { names: ['paid'] } },
  ...{ lost: 0, median_seconds: null, total_seconds: null, time_reason: 'people_only' },
  cells: {
    adopters: '1.adopters',
    new: '1.new',
    kept: '1.kept',
    earlier: '1.earlier',
    lost: '1.lost',
    others: '1.others',
  },
};

function show() {
  const onOpen = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <FeatureBars label="Adoption" features={[reports, payments]} onOpen={onOpen} />
    </QueryClientProvider>,
  );
  return onOpen;
}

function lineOf(name: string) {
  return within(screen.getByRole('heading', { name }).closest('li') as HTMLElement);
}

beforeAll(async () => {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'en', defaultNS: 'insights', resources: { en: { insights } } });
});
afterEach(cleanup);

describe('the use of features', () => {
  it('opens the lists of adopters, of the new, the kept, the earlier and the lost', () => {
    const onOpen = show();
    for (const figure of ['20', '5', '12', '3', '2']) {
      fireEvent.click(lineOf('Reports').getByRole('button', { name: figure }));
    }
    expect(onOpen.mock.calls).toEqual([['0.adopters'], ['0.new'], ['0.kept'], ['0.earlier'], ['0.lost']]);
  });

  it('says how much a feature is used, and for how long', () => {
    show();
    const line = lineOf('Reports');
    for (const figure of ['50%', '35%–65%', '1,204', '2.5', '1 min 30 sec', '1 hr 30 min']) {
      expect(line.getByText(figure)).toBeTruthy();
    }
  });

  it('says why there is no time instead of none', () => {
    show();
    expect(lineOf('paid').getAllByText(insights.adoption.no_time_people_only)).toHaveLength(2);
  });

  it('offers no list where nobody is in it', () => {
    show();
    expect(lineOf('paid').getAllByRole('button')).toHaveLength(4);
  });

  it('divides a bar among the kept, the new and those who came earlier', () => {
    show();
    const [bar] = document.querySelectorAll('[style*="--part"]');
    const parts = [...(bar?.children ?? [])].map((part) => (part as HTMLElement).style.flexGrow);
    expect(parts).toEqual(['12', '5', '3']);
  });
});
