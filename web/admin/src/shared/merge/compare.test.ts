import { describe, expect, it } from 'vitest';
import { type ComparedField, compare, neededChoices } from './compare';

type Shop = { id: string; name?: string; city?: string | null; people?: number };
const fields: ComparedField<Shop>[] = [
  { field: 'name', label: 'Name', textOf: ({ name }) => name },
  { field: 'city', label: 'City', textOf: ({ city }) => city },
  { label: 'People', textOf: ({ people }) => people?.toString() },
];
const winner = { id: 'a', name: 'Blue', city: null, people: 2 };
const loser = { id: 'b', name: 'Blue Ltd', city: 'Wuhan', people: 5 };

describe('records that are to be merged', () => {
  it('keep the value of the one that stays, and the first there is where it has none', () => {
    const kept = compare([winner, loser], fields, {}).map(({ label, keptId }) => [label, keptId]);
    expect(kept).toEqual([
      ['Name', 'a'],
      ['City', 'b'],
      ['People', 'a'],
    ]);
  });

  it('leave a choice only where they contradict each other', () => {
    const open = compare([winner, loser], fields, {}).filter(({ isOpen }) => isOpen);
    expect(open.map(({ field }) => field)).toEqual(['name']);
  });

  it('leave out what nobody has', () => {
    expect(compare([{ id: 'a' }, { id: 'b', city: ' ' }], fields, {})).toEqual([]);
  });

  it('tell the server only what it would not do by itself', () => {
    expect(neededChoices([winner, loser], fields, { name: 'b', city: 'b' })).toEqual({ name: 'b' });
    expect(neededChoices([winner, loser], fields, { name: 'a' })).toEqual({});
  });

  it('forget a choice of a record that is no longer among them', () => {
    expect(neededChoices([winner, loser], fields, { name: 'c' })).toEqual({});
  });

  it('follow when another record is to stay', () => {
    expect(compare([loser, winner], fields, {})[0]?.keptId).toBe('b');
    expect(neededChoices([loser, winner], fields, { name: 'a' })).toEqual({ name: 'a' });
  });
});
