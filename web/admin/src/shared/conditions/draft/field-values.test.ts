import { describe, expect, it } from 'vitest';
import { carriedValues, typedNumbers, valueShape } from './field-values';

describe('values of a field', () => {
  it.each([
    ['choice', 'is', 'many'],
    ['number', 'greater', 'one'],
    ['text', 'contains', 'one'],
    ['multi_choice', 'has_all', 'many'],
    ['date', 'in_last_days', 'days'],
    ['boolean', 'is', 'one'],
    ['text', 'is_not_set', 'none'],
  ] as const)('a %s takes for %s: %s', (kind, operator, shape) => {
    expect(valueShape(kind, operator)).toBe(shape);
  });

  it('stay as far as the next operator can use them', () => {
    expect(carriedValues(['a', 'b'], 'many', 'many')).toEqual(['a', 'b']);
    expect(carriedValues([1, 2], 'many', 'one')).toEqual([1]);
    expect(carriedValues(['2026-01-01'], 'one', 'days')).toEqual([30]);
    expect(carriedValues([14], 'days', 'one')).toEqual([]);
    expect(carriedValues([14], 'days', 'none')).toEqual([]);
  });

  it('become numbers where they are numbers', () => {
    expect(typedNumbers(['12', '3.5', 'many', ' '])).toEqual([12, 3.5, 'many', ' ']);
  });
});
