import { describe, expect, it } from 'vitest';
import { periodName, shortPeriodName, weekdayName } from './period-names';

describe('a period', () => {
  it('is called by its first day, which is the same day in every zone', () => {
    expect(periodName('2026-11-16', 'week', 'en')).toBe('Nov 16, 2026');
    expect(periodName('2026-11-16', 'week', 'zh-CN')).toBe('2026\u5e7411\u670816\u65e5');
  });

  it('is a month where months are counted', () => {
    expect(periodName('2026-11-01', 'month', 'en')).toBe('Nov 2026');
    expect(shortPeriodName('2026-11-01', 'month', 'en')).toBe('Nov 26');
  });

  it('starts on the day of the week that the workspace chose', () => {
    expect([weekdayName(1, 'en'), weekdayName(7, 'en')]).toEqual(['Monday', 'Sunday']);
  });
});
