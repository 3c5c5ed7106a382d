import { describe, expect, it } from 'vitest';
import { printed } from './printed';
import { newKey, ruleChanges } from './rule-changes';

const rule = (key: string, extra: object = {}) => ({ key, name: key.toUpperCase(), ...extra });

describe('what publishing changes', () => {
  it('is nothing where nothing was changed', () => {
    expect(ruleChanges([rule('a'), rule('b')], [rule('a'), rule('b')])).toEqual([]);
  });

  it('names what came, went and was changed', () => {
    expect(ruleChanges([rule('a'), rule('b')], [rule('b', { enabled: false }), rule('c')])).toEqual([
      { kind: 'changed', name: 'B' },
      { kind: 'added', name: 'C' },
      { kind: 'removed', name: 'A' },
    ]);
  });

  it('tells of another order only where rules really stand in another order', () => {
    expect(ruleChanges([rule('a'), rule('b')], [rule('b'), rule('a')])).toEqual([
      { kind: 'moved', name: 'B' },
      { kind: 'moved', name: 'A' },
    ]);
    expect(ruleChanges([rule('a'), rule('b')], [rule('c'), rule('a'), rule('b')])).toEqual([
      { kind: 'added', name: 'C' },
    ]);
  });
});

it('takes a limit that is not set for one that is missing', () => {
  expect(printed({ b: null, a: [{ d: 1, c: null }] })).toBe(printed({ a: [{ d: 1 }] }));
});

it('gives a new rule a key that no other one has', () => {
  expect(newKey('rule', [])).toBe('rule-1');
  expect(newKey('rule', [rule('rule-1'), rule('rule-3')])).toBe('rule-4');
});
