import type { ScoreDefinition } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { changed, keyed, withKeys, without, withoutKeys } from './keyed-rules';
import { differences } from './rule-differences';

const words = { limits: 'Limits', grades: 'Grades' };

function rules(points: number, names: string[] = ['phone']): ScoreDefinition {
  return {
    fit: {
      limits: { low: 0, high: 50 },
      groups: [
        {
          name: 'Contact',
          cap: null,
          rules: names.map((name) => ({ name, points, condition: { all: [] } })),
        },
      ],
    },
    engagement: { limits: { low: 0, high: 50 }, groups: [] },
    grades: { a: 20, b: 10, one: 20, two: 10 },
    thresholds: [],
  };
}

describe('what publishing would change', () => {
  it('is nothing where nothing was changed', () => {
    expect(differences(rules(5), rules(5), words)).toEqual([]);
  });

  it('names what was added, removed and changed', () => {
    expect(differences(rules(5, ['phone', 'mail']), rules(6, ['phone', 'city']), words)).toEqual([
      { kind: 'changed', name: 'Contact › phone' },
      { kind: 'added', name: 'Contact › city' },
      { kind: 'removed', name: 'Contact › mail' },
    ]);
    const graded = { ...rules(5), grades: { a: 30, b: 10, one: 20, two: 10 } };
    expect(differences(rules(5), graded, words)).toEqual([{ kind: 'changed', name: 'Grades' }]);
  });

  it('tells rules of one name apart', () => {
    const twice = rules(5, ['phone', 'phone']);
    expect(differences(rules(5), twice, words)).toEqual([{ kind: 'added', name: 'Contact › phone (2)' }]);
  });
});

describe('rules while they are edited', () => {
  it('are sent as they came', () => {
    expect(withoutKeys(withKeys(rules(5)))).toEqual(rules(5));
  });

  it('are changed and removed one by one', () => {
    const rows = [keyed({ points: 1 }), keyed({ points: 2 })];
    const [first, second] = rows;
    expect(changed(rows, second?.key_ ?? '', { points: 9 }).map(({ points }) => points)).toEqual([1, 9]);
    expect(without(rows, first?.key_ ?? '')).toEqual([second]);
  });
});
