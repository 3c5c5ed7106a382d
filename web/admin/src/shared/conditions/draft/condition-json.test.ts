import type { Condition } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { type DraftNode, type FieldNode, newField, newGroup } from './condition-draft';
import { readCondition, writeCondition } from './condition-json';

const stage: Condition = { field: { field: 'lifecycle_stage', operator: 'is', values: ['use', 'renew'] } };
const whole: Condition = {
  all: [
    stage,
    {
      not: {
        events: { names: ['report_exported'], occurrence: 'any', at_least: 1, within: { last_days: 14 } },
      },
    },
    {
      any: [
        { subscription: [{ field: 'status', operator: 'is', values: ['active'] }] },
        { person: { any: [{ field: { field: 'title', operator: 'contains', values: ['CTO'] } }] } },
        { segment: 'seg_1' },
      ],
    },
    {
      events: {
        names: ['opened'],
        where: [{ property: 'format', operator: 'is', value: 'pdf' }],
        occurrence: 'first',
        within: { from_on: '2026-01-01', to_on: '2026-03-31' },
      },
    },
    { events: { names: [], occurrence: 'any', at_least: 0, at_most: 2 } },
  ],
};

describe('a stored condition', () => {
  it('comes back from the builder as it was', () => {
    expect(writeCondition(readCondition(whole)).condition).toEqual(whole);
  });

  it('gets a group around it when it has none', () => {
    expect(writeCondition(readCondition(stage)).condition).toEqual({ all: [stage] });
    expect(writeCondition(readCondition({ not: { any: [stage] } })).condition).toEqual({
      all: [{ not: { any: [stage] } }],
    });
  });

  it('says not twice no more than once', () => {
    expect(writeCondition(readCondition({ all: [{ not: { not: stage } }] })).condition).toEqual({
      all: [stage],
    });
  });

  it('has an identity for every row', () => {
    const { children } = readCondition({ all: [stage, stage] });
    expect(new Set(children.map(({ id }) => id)).size).toBe(2);
  });
});

describe('a condition under construction', () => {
  const field = (change: Partial<FieldNode>): DraftNode => ({
    ...newField(),
    ...change,
  });

  it('is asked without the rows that are not complete, and names them', () => {
    const open = field({ field: 'name' });
    const hollow = newGroup('group', 'any', [field({})]);
    const done = field({ field: 'city', operator: 'is_set' });
    const { condition, incomplete } = writeCondition(newGroup('group', 'all', [open, hollow, done]));
    expect(condition).toEqual({ all: [{ field: { field: 'city', operator: 'is_set', values: [] } }] });
    expect([...incomplete]).toEqual([open.id, hollow.id, ...hollow.children.map(({ id }) => id)]);
  });

  it('counts places as the server does, past what was left out and into what is negated', () => {
    const open = field({});
    const done = field({ field: 'city', operator: 'is_set' });
    const inner = { ...newGroup('group', 'any', [open, done]), not: true };
    const { pointers } = writeCondition(newGroup('group', 'all', [field({}), inner]));
    expect(pointers.get(inner.id)).toBe('/condition/all/0');
    expect(pointers.get(done.id)).toBe('/condition/all/0/not/any/0');
    expect(pointers.has(open.id)).toBe(false);
  });

  it('asks for anybody at all with an empty group of people', () => {
    const people = { ...newGroup('person', 'all'), not: true };
    expect(writeCondition(newGroup('group', 'all', [people])).condition).toEqual({
      all: [{ not: { person: { all: [] } } }],
    });
  });

  it('forgets the values that an operator has no use for', () => {
    const row = field({ field: 'city', operator: 'is_not_set', values: ['Hangzhou'] });
    expect(writeCondition(newGroup('group', 'all', [row])).condition).toEqual({
      all: [{ field: { field: 'city', operator: 'is_not_set', values: [] } }],
    });
  });
});
