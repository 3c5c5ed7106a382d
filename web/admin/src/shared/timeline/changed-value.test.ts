import { describe, expect, it } from 'vitest';
import { formatChangedValue } from './changed-value';

const options = {
  locale: 'en',
  timeZone: 'Asia/Shanghai',
  nameOf: (id: string) => (id === 'member_1' ? 'Lin Xiao' : undefined),
  wordOf: (word: string) => ({ price: 'Too expensive', true: 'Given' })[word],
};

describe('a changed value', () => {
  it.each([
    ['member_1', 'Lin Xiao'],
    ['price', 'Too expensive'],
    ['2026-11-21T16:30:00Z', 'Nov 22, 2026, 12:30 AM'],
    ['2026-11-21', 'Nov 21, 2026'],
    [12_000, '12,000'],
    [['vip', 'north'], 'vip, north'],
    [{ amount: 1_050, currency: 'CNY' }, '¥10.50'],
    [{ paused_on: '2026-11-21', resumes_on: '2026-12-01', days: 10 }, 'Nov 21, 2026 – Dec 1, 2026'],
    [[{ paused_on: '2026-11-21', resumes_on: null }], 'Nov 21, 2026 –'],
    [{ given: true, text: 'Yes, call me', form_id: 'form_1' }, 'Given'],
    [{ shops: 12, chain: null, since: '2026-11-21' }, 'shops: 12, since: Nov 21, 2026'],
  ])('shows %j as people read it', (value, text) => {
    expect(formatChangedValue(value, options)).toBe(text);
  });

  it.each([null, undefined, '', [[]]])('is nothing when it is %j', (value) => {
    expect(formatChangedValue(value, options)).toBeNull();
  });
});
