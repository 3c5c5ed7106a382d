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
    const relative = (at: string) => formatRelative(new Date(at), now, 'en', 'UTC');
    expect(relative('2026-11-21T11:59:40Z')).toBe('now');
    expect(relative('2026-11-21T10:01:00Z')).toBe('1 hour ago');
    expect(relative('2026-11-23T12:00:00Z')).toBe('in 2 days');
  });

  it('calls by name only the days that are called so where the workspace is', () => {
    const now = new Date('2026-11-22T09:00:00Z');
    const relative = (at: string) => formatRelative(new Date(at), now, 'zh-CN', 'Asia/Shanghai');
    expect(relative('2026-11-21T04:00:00Z')).toBe('昨天');
    // 47 hours ago, and the day before yesterday in Shanghai.
    expect(relative('2026-11-20T10:00:00Z')).toBe('前天');
    expect(relative('2026-11-23T20:00:00Z')).toBe('后天');
  });

  it('never calls ten months ago last year', () => {
    const now = new Date('2026-11-22T09:00:00Z');
    const relative = (at: string) => formatRelative(new Date(at), now, 'zh-CN', 'Asia/Shanghai');
    expect(relative('2026-01-10T09:00:00Z')).toBe('10个月前');
    expect(relative('2026-10-01T09:00:00Z')).toBe('1个月前');
    expect(relative('2025-10-01T09:00:00Z')).toBe('1年前');
  });

  it('shows a calendar day as the same day in every zone', () => {
    expect(formatDay('2026-03-01', 'en')).toBe('Mar 1, 2026');
  });
});
