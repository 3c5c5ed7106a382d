// @vitest-environment jsdom
import type { Subscription } from '@perennial/api-client';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import orders from '../../../locales/en/orders.json';
import { SubscriptionItem } from './subscription-item';

vi.mock('../../../shared/plans/use-plans', () => ({ usePlanName: () => () => undefined }));

const running: Subscription = {
  id: 'sub_1',
  account_id: 'acc_1',
  plan_id: null,
  external_id: null,
  state: 'active',
  starts_on: '2026-01-01',
  term_months: 12,
  renews_on: '2027-01-01',
  annual_fee: { amount: 120_000, currency: 'CNY' },
  mrr: { amount: 10_000, currency: 'CNY' },
  seats: null,
  terms: [],
  pauses: [],
  ended_on: null,
  end_reason: null,
  end_note: null,
  version: 1,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};
const pause = { resumes_on: null, days: null, extends_term: false, reason: null, note: null };

beforeAll(async () => {
  vi.useFakeTimers({ now: new Date('2026-03-02T01:00:00Z'), toFake: ['Date'] });
  await i18next.use(initReactI18next).init({ lng: 'en', defaultNS: 'orders', resources: { en: { orders } } });
});
afterEach(cleanup);

function show(subscription: Subscription, onAct?: (act: string) => void) {
  render(<SubscriptionItem subscription={subscription} {...(onAct ? { onAct } : {})} />);
  return {
    text: screen.getByRole('listitem').textContent,
    acts: screen.queryAllByRole('button').map(({ textContent }) => textContent),
  };
}

describe('a subscription on the page of its account', () => {
  it('can be paused while it runs', () => {
    const onAct = vi.fn();
    expect(show(running, onAct).acts).toEqual(['Renew', 'Change subscription', 'Pause', 'End subscription']);
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    expect(onAct).toHaveBeenCalledWith('pause');
  });

  it('says since when it is paused, until when and why, and can be resumed', () => {
    const now = { ...pause, paused_on: '2026-03-01', resumes_on: '2026-03-31', days: 30 };
    const pauses = [{ ...now, extends_term: true, reason: 'season' as const, note: 'Back for Qingming' }];
    const { text, acts } = show({ ...running, state: 'paused', pauses }, () => {});
    expect(text).toContain('Paused since Mar 1, 2026, runs again from Mar 31, 2026 (30 days).');
    expect(text).toContain('The term ends later by as many days. Reason: Closed for the season.');
    expect(text).toContain('Back for Qingming');
    expect(acts).toEqual(['Resume', 'Renew', 'Change subscription', 'End subscription']);
  });

  it('tells a pause to come, which can be cancelled, and folds away those that are over', () => {
    const over = { ...pause, paused_on: '2026-01-10', resumes_on: '2026-01-11', days: 1 };
    const pauses = [over, { ...pause, paused_on: '2026-05-01' }];
    const { text, acts } = show({ ...running, pauses }, () => {});
    expect(text).toContain('Will be paused from May 1, 2026, until it is resumed.');
    expect(screen.getByText('1 earlier pause').closest('details')?.textContent).toContain('(1 day)');
    expect(acts).toContain('Cancel the pause');
    expect(acts).not.toContain('Pause');
  });

  it('has no buttons for those who may only read', () => {
    expect(show(running).acts).toEqual([]);
  });
});
