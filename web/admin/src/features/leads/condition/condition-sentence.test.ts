import { describe, expect, it } from 'vitest';
import { conditionSentence, type SentenceWords, sayingOf } from './condition-sentence';
import type { LeadCondition } from './lead-condition';

const words: SentenceWords = {
  everyLead: 'every lead',
  noLead: 'no lead',
  between: { all: ' and ', any: ' or ' },
  group: (inner) => `(${inner})`,
  not: (inner) => `not (${inner})`,
  field: ({ field, operator, values = [] }) => `${field} ${operator} ${values.join('/')}`.trim(),
};
const city: LeadCondition = { field: { field: 'city', operator: 'is', values: ['Hangzhou', 'Ningbo'] } };
const big: LeadCondition = { field: { field: 'employees', operator: 'at_least', values: [50] } };
const said = (condition: LeadCondition) => conditionSentence(condition, words);

describe('a condition read aloud', () => {
  it('puts a group within a group in brackets, and no bracket around one alone', () => {
    expect(said({ all: [city, { any: [big, { not: city }] }] })).toBe(
      'city is Hangzhou/Ningbo and (employees at_least 50 or not (city is Hangzhou/Ningbo))',
    );
    expect(said({ all: [{ any: [city, big] }] })).toBe('city is Hangzhou/Ningbo or employees at_least 50');
  });

  it('says what nothing asked for means', () => {
    expect(said({ all: [] })).toBe('every lead');
    expect(said({ any: [] })).toBe('no lead');
  });

  it('compares days and lists in their own words', () => {
    const at = (operator: 'greater' | 'is' | 'is_set') => ({ field: 'any', operator });
    expect(sayingOf(at('greater'), 'date')).toBe('date_greater');
    expect(sayingOf(at('greater'), 'number')).toBe('greater');
    expect(sayingOf(at('is'), 'multi_choice')).toBe('list_is');
    expect(sayingOf(at('is'), 'boolean')).toBe('boolean');
    expect(sayingOf(at('is_set'), 'boolean')).toBe('is_set');
  });
});
