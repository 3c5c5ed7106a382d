import { describe, expect, it } from 'vitest';
import { differences } from './record-form-drawer';

describe('two versions of a record', () => {
  const before = { name: 'Old', city: 'Shanghai', tags: ['a'] };

  it('differ where this form changed a field that is saved otherwise', () => {
    const saved = { name: 'Theirs', city: 'Beijing', tags: ['a'] };
    expect(differences(saved, { ...before, name: 'Mine' }, before)).toEqual([
      { field: 'name', saved: 'Theirs', mine: 'Mine' },
    ]);
  });

  it('do not differ where both changed to the same', () => {
    expect(differences({ ...before, tags: ['b'] }, { ...before, tags: ['b'] }, before)).toEqual([]);
  });

  it('are told apart by each of the workspace’s own fields', () => {
    const own = { attributes: { way: 'street', shops: 2 } };
    const mine = { attributes: { way: 'online', shops: 3 } };
    expect(differences({ attributes: { way: 'stall', shops: 3 } }, mine, own)).toEqual([
      { field: 'attributes.way', saved: 'stall', mine: 'online' },
    ]);
  });
});
