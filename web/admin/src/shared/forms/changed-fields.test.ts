import { describe, expect, it } from 'vitest';
import { changedFields, filledFields } from './changed-fields';

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

describe('filledFields', () => {
  it('leaves out what nobody filled in', () => {
    expect(filledFields({ name: ' Ada ', city: '', employees: 0, phone: undefined })).toEqual({
      name: 'Ada',
      employees: 0,
    });
  });
});
