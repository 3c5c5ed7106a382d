import { describe, expect, it } from 'vitest';
import { flatCondition, fromFlat } from './flat-condition';

const row = (field: string) => ({ field, operator: 'is_set' as const, values: [] });

describe('a condition as rows', () => {
  it('is what it was after it was shown', () => {
    for (const condition of [
      { all: [] },
      { field: row('city') },
      { all: [{ field: row('city') }, { field: row('name') }] },
      { any: [{ field: row('city') }, { field: row('name') }] },
    ]) {
      const flat = flatCondition(condition);
      expect(flat && fromFlat(flat.join, flat.rows)).toEqual(condition);
    }
  });

  it('is left alone where it is nested', () => {
    expect(flatCondition({ not: { field: row('city') } })).toBeUndefined();
    expect(flatCondition({ all: [{ any: [] }, { field: row('city') }] })).toBeUndefined();
  });

  it('means every lead without rows, never nobody', () => {
    expect(fromFlat('any', [])).toEqual({ all: [] });
  });
});
