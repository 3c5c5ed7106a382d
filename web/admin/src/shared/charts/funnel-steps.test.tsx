// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import charts from '../../locales/en/charts.json';
import { FunnelSteps } from './funnel-steps';
import type { FunnelStep } from './funnel-types';

const steps: FunnelStep[] = [
  {
    ...{ step: 1, units: 200, rate: 1, low: 1, high: 1, rate_of_previous: null, median_seconds: null },
    ...{ dropped: 70, still_open: 30 },
    cells: { reached: '1.r', dropped: '1.d', still_open: '1.o' },
  },
  {
    ...{
      step: 2,
      units: 100,
      rate: 0.5,
      low: 0.43,
      high: 0.57,
      rate_of_previous: 0.5,
      median_seconds: 5_400,
    },
    ...{ dropped: 0, still_open: 0 },
    cells: { reached: '2.r', dropped: '2.d', still_open: null },
  },
];

function show() {
  const onOpen = vi.fn();
  render(
    <FunnelSteps
      label="Sign-up to export"
      unit="person"
      steps={steps}
      stepName={(step) => `Event ${step}`}
      onOpen={onOpen}
    />,
  );
  return onOpen;
}

beforeAll(async () => {
  await i18next.use(initReactI18next).init({ lng: 'en', defaultNS: 'charts', resources: { en: { charts } } });
});
afterEach(cleanup);

describe('a funnel', () => {
  it('is a list of its steps, with dropped and still open apart', () => {
    const onOpen = show();
    const [first] = within(screen.getByRole('list', { name: 'Sign-up to export' })).getAllByRole('listitem');
    expect(first?.textContent).toContain('Dropped off70');
    expect(first?.textContent).toContain('Still open30');
    fireEvent.click(within(first as HTMLElement).getByRole('button', { name: '30' }));
    expect(onOpen).toHaveBeenCalledWith('1.o');
  });

  it('says how long a step took and from whom', () => {
    show();
    const [, second] = screen.getAllByRole('listitem');
    expect(second?.textContent).toContain('Of previous step50%');
    expect(second?.textContent).toContain('Median time1 hr 30 min');
  });

  it('offers no list where nobody is in it', () => {
    show();
    const [, second] = screen.getAllByRole('listitem');
    expect(within(second as HTMLElement).getAllByRole('button')).toHaveLength(1);
  });

  it('draws heights in proportion', () => {
    show();
    const parts = [...document.querySelectorAll<HTMLElement>('[style*="--part"]')];
    const heights = parts.map((part) => part.style.getPropertyValue('--part'));
    expect(heights).toEqual(['1', '0', '0.5', '0.15']);
  });
});
