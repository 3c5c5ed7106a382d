import { describe, expect, it } from 'vitest';
import { movedField, unusedKeys } from './form-field-keys';

const field = (key: string) => ({ key, label: key, required: false, options: [] });
const keys = (fields: { key: string }[]) => fields.map(({ key }) => key).join('');

describe('the fields of a form', () => {
  it('move by one place and stay within the form', () => {
    const fields = [field('a'), field('b'), field('c')];
    expect(keys(movedField(fields, 2, -1))).toBe('acb');
    expect(keys(movedField(fields, 0, 1))).toBe('bac');
    expect(keys(movedField(fields, 0, -1))).toBe('abc');
    expect(keys(movedField(fields, 2, 1))).toBe('abc');
  });

  it('offer only what the form doesn’t ask for yet', () => {
    const all = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
    expect(unusedKeys(all, [field('b')]).map(({ value }) => value)).toEqual(['a', 'c']);
  });
});
