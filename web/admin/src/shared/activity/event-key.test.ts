import { describe, expect, it } from 'vitest';
import { eventKey, placeOf } from './event-key';

describe('an event in an address', () => {
  it('is looked for in the one millisecond in which it happened', () => {
    const key = eventKey({ id: 4711, occurred_at: '2026-11-22T09:30:00.123Z' });
    expect(placeOf(key)).toEqual({
      id: 4711,
      occurred_at_gte: '2026-11-22T09:30:00.123Z',
      occurred_at_lt: '2026-11-22T09:30:00.124Z',
    });
  });

  it('is also found when its time is finer than a millisecond', () => {
    const place = placeOf('7_2026-11-22T09:30:00.123456Z');
    expect(place?.occurred_at_gte).toBe('2026-11-22T09:30:00.123456Z');
    expect(place?.occurred_at_lt).toBe('2026-11-22T09:30:00.124Z');
  });

  it.each(['', '4711', '4711_soon', 'x_2026-11-22T09:30:00Z'])('is not there in %j', (key) => {
    expect(placeOf(key)).toBeUndefined();
  });
});
