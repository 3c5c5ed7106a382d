import type { Condition, ExplainedNode } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { innerConditions, isFoldable, isJoint } from './explained-condition';

const city: Condition = { field: { field: 'city', operator: 'is', values: ['Hangzhou'] } };
const leaf = { node: 'field', holds: true, sentence: '', sentence_zh: '', children: [] } as ExplainedNode;
const group = (node: string, ...children: ExplainedNode[]) => ({ ...leaf, node, children }) as ExplainedNode;

describe('an explanation beside its condition', () => {
  it('goes the way of the condition, through complements and related records', () => {
    expect(innerConditions({ any: [city] })).toEqual([city]);
    expect(innerConditions({ not: city })).toEqual([city]);
    expect(innerConditions({ person: { all: [city] } })).toEqual([{ all: [city] }]);
    expect(innerConditions({ segment: 'seg_1' })).toEqual([]);
    expect(innerConditions(undefined)).toEqual([]);
  });

  it('leaves out a group of one, and no complement', () => {
    expect(isFoldable(group('all', leaf))).toBe(true);
    expect(isFoldable(group('any', leaf, leaf))).toBe(false);
    expect(isFoldable(group('not', leaf))).toBe(false);
  });

  it('says a group in a word only when its conditions stand below', () => {
    expect(isJoint(group('all', leaf, leaf))).toBe(true);
    expect(isJoint(group('all'))).toBe(false);
    expect(isJoint(group('person', leaf))).toBe(false);
  });
});
