import { describe, expect, it } from 'vitest';
import { isStandingOnly, unfoldChanges } from './unfold-changes';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

describe('changes of a record', () => {
  it('tell the facts of its standing one by one, and only those that changed', () => {
    const standing = {
      before: { mrr: yuan(100), renews_on: '2027-01-01', tier: null },
      after: { mrr: yuan(200), renews_on: '2027-01-01', tier: null },
    };
    expect(unfoldChanges({ city: { before: 'Wuhan', after: null }, standing })).toEqual([
      ['city', { before: 'Wuhan', after: null }],
      ['mrr', { before: yuan(100), after: yuan(200) }],
    ]);
  });

  it('tell a standing that begins', () => {
    const standing = { before: null, after: { mrr: yuan(200), tier: null } };
    expect(unfoldChanges({ standing })).toEqual([['mrr', { before: null, after: yuan(200) }]]);
  });

  it('tell each of the workspace’s own fields that changed', () => {
    const attributes = { before: { way: 'street', shops: 2 }, after: { way: 'online', shops: 2 } };
    expect(unfoldChanges({ attributes })).toEqual([
      ['attributes.way', { before: 'street', after: 'online' }],
    ]);
  });

  it('are nobody’s edit when only the standing moved', () => {
    expect(isStandingOnly({ standing: {} })).toBe(true);
    expect(isStandingOnly({ standing: {}, name: {} })).toBe(false);
    expect(isStandingOnly(null)).toBe(false);
  });

  it('of another kind stay as they are', () => {
    expect(unfoldChanges({ phone: null })).toEqual([['phone', null]]);
    expect(unfoldChanges(undefined)).toEqual([]);
  });
});
