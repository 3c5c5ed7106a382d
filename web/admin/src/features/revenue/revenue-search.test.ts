import type { MrrPeriod } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { figureId, openFigure, revenuePeriodName } from './revenue-search';

describe('periods of revenue', () => {
  it('are named as calendars name them', () => {
    expect(revenuePeriodName('2026-10-01', 'month', 'en')).toBe('Oct 2026');
    expect(revenuePeriodName('2026-10-01', 'quarter', 'en')).toBe('2026 Q4');
    expect(revenuePeriodName('2026-01-01', 'year', 'zh-CN')).toBe('2026年');
  });

  it('open the figure of the address only where the summary has it', () => {
    const period = { starts_on: '2026-03-01' } as MrrPeriod;
    expect(openFigure(figureId('churn', period), [period])).toEqual({ kind: 'churn', period });
    expect(openFigure('churn.2025-03-01', [period])).toBeUndefined();
    expect(openFigure(undefined, [period])).toBeUndefined();
  });
});
