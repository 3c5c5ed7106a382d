import { describe, expect, it } from 'vitest';
import { pathsSearchOf, pathsSearchSchema, toPathsQuestion } from '../paths/paths-search';
import { retentionSearchSchema, toRetentionQuestion } from '../retention/retention-search';
import { audienceOf, toAudience, withSplit, withUnit } from './breakdown-search';

describe('the address of a split question', () => {
  it('becomes what the API asks for, and nothing where nothing is split', () => {
    const search = retentionSearchSchema.parse({
      segment: 'segment_1',
      split: { field: 'attributes.shops', of: 'account', bounds: [10, 50] },
    });
    expect(toRetentionQuestion(search)).toEqual({
      segment_id: 'segment_1',
      breakdown: { field: 'attributes.shops', of: 'account', bounds: [10, 50] },
    });
    expect(toRetentionQuestion(retentionSearchSchema.parse({}))).toEqual({});
  });

  it('opens with whatever is right in a damaged link', () => {
    const search = retentionSearchSchema.parse({
      split: { field: 'industry', of: 'robot', bounds: 'many', most: 2.5 },
      lines: ['none', 12],
    });
    expect(search.split).toEqual({ field: 'industry' });
    expect(search.lines).toEqual(['none', '12']);
    expect(retentionSearchSchema.parse({ split: 'industry' }).split).toBeUndefined();
  });

  it('says whose field it is where the stored question leaves it to the unit', () => {
    expect(audienceOf({ unit: 'account', breakdown: { field: 'city', most: 8 } }).split).toEqual({
      field: 'city',
      of: 'account',
    });
  });

  it('goes to what is asked and back', () => {
    const search = {
      segment: 'segment_1',
      as_of: '2026-09-30',
      split: { field: 'tags', of: 'account' as const, most: 3 },
    };
    expect(audienceOf({ unit: 'person', ...toAudience(search) })).toEqual(search);
  });

  it('keeps the segment, the days and the split of paths, and not the group that is looked at', () => {
    const search = { segment: 'segment_1', last: 90, split: { field: 'title', of: 'person' as const } };
    const parameters = toPathsQuestion(pathsSearchSchema.parse({ ...search, group: '8f1c' }));
    expect(parameters).toEqual({
      segment_id: 'segment_1',
      last_days: 90,
      breakdown: { field: 'title', of: 'person' },
    });
    const kept = { question: { kind: 'paths' as const, parameters }, view: 'chart' as const };
    expect(pathsSearchOf(kept)).toEqual(search);
  });
});

describe('another unit', () => {
  it('keeps a split by the field of accounts and drops what only people have', () => {
    const split = { field: 'industry', of: 'account' as const };
    expect(withUnit('account', { split })).not.toHaveProperty('split');
    expect(withUnit('account', { split: { field: 'title', of: 'person' } })).toHaveProperty(
      'split',
      undefined,
    );
    expect(withUnit(undefined, { split })).not.toHaveProperty('split');
  });

  it('and another split have other groups', () => {
    expect(withUnit('account', { group: 'a', lines: ['a'] })).toMatchObject({
      group: undefined,
      lines: undefined,
    });
    expect(withSplit(undefined)).toEqual({ split: undefined, group: undefined, lines: undefined });
  });
});
