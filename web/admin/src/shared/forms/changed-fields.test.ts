import { describe, expect, it } from 'vitest';
import { changedFields, filledFields, mineOverTheirs } from './changed-fields';

describe('changedFields', () => {
  it('names what changed, with null for what was emptied', () => {
    const before = { name: 'Ada', city: 'Wuhan', phone: null as string | null, tags: ['a'] };
    const after = { name: 'Ada ', city: '  ', phone: '138', tags: ['a'] };
    expect(changedFields(before, after)).toEqual({ city: null, phone: '138' });
  });

  it('sees another order of tags as a change', () => {
    expect(changedFields({ tags: ['a', 'b'] }, { tags: ['b', 'a'] })).toEqual({ tags: ['b', 'a'] });
  });

  it('leaves a field alone that the form never showed', () => {
    expect(changedFields({ name: 'Ada', phone: '138' }, { name: 'Ada' } as never)).toEqual({});
  });
});

describe('attributes of a record', () => {
  const before = { name: 'Ada', attributes: { way: 'street', shops: 2 } };

  it('change one by one, so that a patch names no other', () => {
    const after = { name: 'Ada', attributes: { way: undefined, shops: 2 } };
    expect(changedFields(before, after as never)).toEqual({ attributes: { way: null } });
    expect(changedFields(before, { ...before, attributes: { shops: 2, way: 'street' } })).toEqual({});
  });

  it('keep what others saved meanwhile, except where it was changed here', () => {
    const mine = { name: 'Ada', attributes: { way: 'online', shops: 2 } };
    const theirs = { name: 'Ada L', attributes: { way: 'street', shops: 3 } };
    expect(mineOverTheirs(before, mine, theirs)).toEqual({
      name: 'Ada L',
      attributes: { way: 'online', shops: 3 },
    });
  });
});

describe('filledFields', () => {
  it('leaves out what nobody filled in', () => {
    expect(filledFields({ name: ' Ada ', city: '', employees: 0, phone: undefined })).toEqual({
      name: 'Ada',
      employees: 0,
    });
  });
});
