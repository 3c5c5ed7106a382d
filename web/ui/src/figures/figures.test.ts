import { describe, expect, it } from 'vitest';
import { formatMoney, minorDigits } from './money';
import { formatDay, formatRelative } from './time';

describe('money', () => {
  it('writes whole amounts without and broken amounts with their minor units', () => {
    expect(formatMoney({ amount: 1_800_000, currency: 'CNY' }, 'zh-CN')).toBe('¥18,000');
    expect(formatMoney({ amount: 1_050, currency: 'CNY' }, 'zh-CN')).toBe('¥10.50');
  });

  it('asks the currency how many minor units it has', () => {
    expect([minorDigits('CNY'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
  });

  it('counts in 万 in Chinese when space is short', () => {
    const compact = { notation: 'compact', maximumFractionDigits: 1 } as const;
    expect(formatMoney({ amount: 123_456_700, currency: 'CNY' }, 'zh-CN', compact)).toBe('¥123.5万');
  });
});

describe('time', () => {
  it('names the largest unit that fits, never rounding up', () => {
    const now = new Date('2026-11-21T12:00:00Z');
    const relative = (at: string) => formatRelative(new Date(at), now, 'en');
    expect(relative('2026-11-21T11:59:40Z')).toBe('now');
    expect(relative('2026-11-21T10:01:00Z')).toBe('1 hour ago');
    expect(relative('2026-11-23T12:00:00Z')).toBe('in 2 days');
  });

  it('shows a calendar day as the same day in every zone', () => {
    expect(formatDay('2026-03-01', 'en')).toBe('Mar 1, 2026');
  });
});
