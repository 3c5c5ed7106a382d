import { describe, expect, it } from 'vitest';
import { chosenOf, selectorOf } from './chosen-events';
import { conditionKind, enteredValue } from './condition-values';

describe('a condition on a property', () => {
  it('is not asked before it is complete', () => {
    expect(selectorOf({ names: ['exported'], where: [{ operator: 'is' }] })).toEqual({ names: ['exported'] });
    const half = { names: [], where: [{ property: 'format', operator: 'is' as const }] };
    expect(selectorOf(half)).toBeNull();
    expect(selectorOf({ names: [], where: [{ property: 'format', operator: 'is_set' }] })).toEqual({
      names: [],
      where: [{ property: 'format', operator: 'is_set' }],
    });
  });

  it('keeps what is no, and what is nothing, apart from what is missing', () => {
    const where = [
      { property: 'paid', operator: 'is' as const, value: false },
      { property: 'rows', operator: 'is' as const, value: 0 },
    ];
    expect(selectorOf({ names: ['exported'], where })?.where).toEqual(where);
  });

  it('leaves the address as short as it can be', () => {
    expect(chosenOf(['exported'], [])).toEqual(['exported']);
    expect(chosenOf([], [])).toBeUndefined();
  });

  it('is entered as what the property was so far', () => {
    expect(conditionKind({ operator: 'is' }, ['number', 'null'])).toBe('number');
    expect(conditionKind({ operator: 'is' }, ['boolean'])).toBe('boolean');
    expect(conditionKind({ operator: 'is' }, ['number', 'string'])).toBe('text');
    expect(conditionKind({ operator: 'greater' }, [])).toBe('number');
  });

  it('sends a wrong number as it was typed, so that the server can name it', () => {
    expect([
      enteredValue('12.5', 'number'),
      enteredValue('a dozen', 'number'),
      enteredValue('138', 'text'),
    ]).toEqual([12.5, 'a dozen', '138']);
    expect(enteredValue('  ', 'text')).toBeUndefined();
  });
});
