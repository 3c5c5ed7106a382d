import { describe, expect, it } from 'vitest';
import { firstProperties, secondsLate, shortId, valueText } from './event-facts';

describe('what a row says of an event', () => {
  it('is its first properties that can be read in one line', () => {
    const properties = {
      nested: { deep: 1 },
      list: [1],
      none: null,
      empty: '',
      rows: 0,
      ok: false,
      format: 'xlsx',
    };
    expect(firstProperties({ properties }, 2)).toEqual([
      ['rows', '0'],
      ['ok', 'false'],
    ]);
  });

  it('keeps what was sent recognisable', () => {
    expect(valueText('1')).toBe('1');
    expect(valueText({ a: [1, null] })).toBe('{"a":[1,null]}');
    expect(valueText(null)).toBe('null');
  });

  it('calls an event late only when that is more than its way here', () => {
    const occurred_at = '2026-11-22T09:00:00Z';
    expect(secondsLate({ occurred_at, received_at: '2026-11-22T09:00:59Z' })).toBeUndefined();
    expect(secondsLate({ occurred_at, received_at: '2026-11-22T10:00:00Z' })).toBe(3600);
    // A clock that runs ahead.
    expect(secondsLate({ occurred_at, received_at: '2026-11-22T08:00:00Z' })).toBeUndefined();
  });

  it('shortens long ids and leaves short ones whole', () => {
    expect(shortId('visitor-1')).toBe('visitor-1');
    expect(shortId('01890a5d-ac96-774b-bcce')).toBe('01890a5d…');
  });
});
