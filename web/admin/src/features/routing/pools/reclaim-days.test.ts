import { expect, it } from 'vitest';
import { noticesOf } from './reclaim-days';

it('counts warnings back from the end of the protection, and knows none where the pool gives none', () => {
  expect(noticesOf({ warn_days: 3, escalate_days: 1 }, '2026-11-24T02:00:00Z')).toEqual({
    warnedAt: '2026-11-21T02:00:00.000Z',
    escalatedAt: '2026-11-23T02:00:00.000Z',
  });
  expect(noticesOf({ warn_days: null }, '2026-11-24T02:00:00Z')).toEqual({
    warnedAt: undefined,
    escalatedAt: undefined,
  });
  expect(noticesOf(undefined, '2026-11-24T02:00:00Z').warnedAt).toBeUndefined();
});
