// @vitest-environment jsdom
import type { Behaviour } from '@perennial/api-client';
import { cleanup, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import timeline from '../../locales/en/timeline.json';
import { Run } from './run';

const day: Behaviour = {
  events: 1203,
  first_at: '2026-03-01T02:00:00Z',
  last_at: '2026-03-01T09:30:00Z',
  names: [
    { name: 'report_exported', display_name: { 'zh-CN': '导出报表', en: 'Report exported' }, events: 1200 },
    { name: 'opened', display_name: { 'zh-CN': null, en: null }, events: 1 },
  ],
  names_count: 4,
  people: [{ person_id: 'per_1', name: 'Lin', events: 1000 }],
  people_count: 3,
  unknown_events: 1,
};

beforeAll(async () => {
  await i18next
    .use(initReactI18next)
    .init({ lng: 'en', defaultNS: 'timeline', resources: { en: { timeline } } });
});
afterEach(cleanup);

describe('what was done on a day', () => {
  it('says how much, what most of all, and who of how many', () => {
    const { container } = render(<Run of={{ account_id: 'acc_1' }} behaviour={day} />);
    expect(screen.getByRole('button', { expanded: false }).textContent).toBe('1,203 actions in the product');
    expect(screen.getByRole('link', { name: 'Lin' }).getAttribute('href')).toBe('/people/per_1');
    expect(container.textContent).toContain('and 2 others · 1 by an unknown visitor');
    expect(container.textContent).toContain('Report exported ×1,200');
    expect(container.textContent).toContain('and 2 more kinds');
  });

  it('names nobody on the page of whoever did it, and counts nothing that happened once', () => {
    const { container } = render(<Run of={{ person_id: 'per_1' }} behaviour={day} />);
    expect(screen.queryByRole('link')).toBeNull();
    expect(container.textContent).toContain('opened');
    expect(container.textContent).not.toContain('×1 ');
  });
});
