import type { KeptQuestion as Question } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { type RevenueSearch, revenueSearchOf, toMrrQuestion } from '../revenue/revenue-search';
import { type FunnelSearch, funnelSearchOf, toFunnelQuestion } from './funnel/funnel-search';
import { addressOf, saysTheSame } from './kept-question';
import { type LifecycleSearch, lifecycleSearchOf, toLifecycleQuestion } from './lifecycle/lifecycle-search';
import type { KeptQuestion } from './question-search';
import { type RetentionSearch, retentionSearchOf, toRetentionQuestion } from './retention/retention-search';
import {
  type StickinessSearch,
  stickinessSearchOf,
  toStickinessQuestion,
} from './stickiness/stickiness-search';
import { type TrendsSearch, toTrendsQuestion, trendsSearchOf } from './trends/trends-search';

const where = [
  { property: 'format', operator: 'is' as const, value: 'xlsx' },
  { property: 'pages', operator: 'greater' as const, value: 3 },
  { property: 'paid', operator: 'is_not_set' as const },
];
const range = { from: '2026-09-01', to: '2026-10-01' };

/** As the server stores it: what was left out is spelled out. */
function stored(question: Question, rest: Partial<KeptQuestion> = {}): KeptQuestion {
  const usual = { unit: 'person', segment_id: null, breakdown: null, ...filled[question.kind] };
  const parameters = { ...usual, ...question.parameters };
  return { view: 'chart', figure: null, ...rest, question: { ...question, parameters } as Question };
}

const open = { from_on: null, to_on: null };
const filled: Partial<Record<Question['kind'], object>> = {
  trends: { period: 'day', ...open },
  funnel: { exclusions: [], order: 'ordered', window_seconds: 604_800, ...open },
  retention: {
    ...{ brackets: null, cohort_mode: 'first_time', cohorts: 12, criteria: 'on', first_on: null },
    ...{ min_occurrences: 1, period: 'week', periods: 12, reference: 'cohort', window: 'calendar' },
    ...{ start_event: null, return_event: null },
  },
  stickiness: { event: null, period: 'day', ...open },
  lifecycle: { event: null, first_on: null, period: 'week', periods: 12 },
};

describe('a saved question opens at the address that it was saved from', () => {
  const trends: TrendsSearch[] = [
    {},
    { unit: 'account', period: 'month', ...range },
    { series: [{ events: ['exported'], measure: 'events' }, { measure: 'active_7_days' }] },
    { series: [{ events: { names: ['exported', 'printed'], where }, measure: 'units' }] },
    { segment: 'segment_1', split: { field: 'attributes.shops', of: 'account', bounds: [10, 50.5] } },
    { unit: 'account', split: { field: 'industry', of: 'account', most: 3 } },
  ];
  it.each(trends)('trends %j', (search) => {
    const parameters = toTrendsQuestion(search);
    expect(trendsSearchOf(stored({ kind: 'trends', parameters }))).toEqual(search);
  });

  const funnels: (FunnelSearch & { steps: NonNullable<FunnelSearch['steps']> })[] = [
    { steps: [['opened'], ['exported']] },
    { steps: [['opened', 'seen'], { names: ['exported'], where }, ['paid']], order: 'strict', window: 3600 },
    {
      steps: [['a'], ['b'], ['c']],
      exclude: [{ events: ['refunded'] }, { events: ['left'], from: 2, to: 2 }],
    },
    { steps: [['a'], ['b']], unit: 'account', order: 'any', ...range },
    { steps: [['a'], ['b']], split: { field: 'title', of: 'person' } },
  ];
  it.each(funnels)('funnel %j', (search) => {
    const parameters = toFunnelQuestion(search, search.steps) ?? { steps: [] };
    expect(funnelSearchOf(stored({ kind: 'funnel', parameters }))).toEqual(search);
  });

  const retentions: RetentionSearch[] = [
    {},
    { unit: 'account', start: ['signed_up'], return: ['opened', 'printed'], period: 'day' },
    { criteria: 'bracket' },
    { criteria: 'bracket', brackets: [2, 5] },
    { mode: 'recurring', window: 'rolling_24h', reference: 'previous', min: 3, cohorts: 6, periods: 24 },
    { first: '2026-09-01', criteria: 'on_or_after', figure: 'curve' },
    { segment: 'segment_1', split: { field: 'tags', of: 'account' } },
  ];
  it.each(retentions)('retention %j', (search) => {
    const kept = stored(
      { kind: 'retention', parameters: toRetentionQuestion(search) },
      { figure: search.figure ?? null },
    );
    expect(retentionSearchOf(kept)).toEqual(search);
  });

  const stickinesses: StickinessSearch[] = [
    {},
    { event: ['opened'], period: 'week', counting: 'at_least', ...range },
    { segment: 'segment_1', split: { field: 'locale', of: 'person' } },
  ];
  it.each(stickinesses)('stickiness %j', (search) => {
    const kept = stored(
      { kind: 'stickiness', parameters: toStickinessQuestion(search) },
      { figure: search.counting ?? null },
    );
    expect(stickinessSearchOf(kept)).toEqual(search);
  });

  const lifecycles: LifecycleSearch[] = [
    {},
    { unit: 'account', segment: 'segment_1', split: { field: 'owner_id', of: 'account' } },
    {
      unit: 'account',
      event: { names: ['opened'], where },
      period: 'month',
      first: '2026-01-01',
      periods: 6,
    },
  ];
  it.each(lifecycles)('lifecycle %j', (search) => {
    const parameters = toLifecycleQuestion(search);
    expect(lifecycleSearchOf(stored({ kind: 'lifecycle', parameters }))).toEqual(search);
  });

  const revenues: RevenueSearch[] = [{}, { period: 'quarter', currency: 'USD', ...range }];
  it.each(revenues)('revenue %j', (search) => {
    const kept = stored({ kind: 'mrr', parameters: toMrrQuestion(search) });
    expect(revenueSearchOf(kept)).toEqual(search);
    expect(addressOf(kept, 'question_1')).toEqual({
      to: '/revenue',
      search: { ...search, saved: 'question_1' },
    });
  });

  it('as a table if it was one', () => {
    const kept = stored({ kind: 'lifecycle', parameters: {} }, { view: 'table' });
    expect(lifecycleSearchOf(kept)).toEqual({ view: 'table' });
    expect(addressOf(kept, 'question_1')).toEqual({
      to: '/insights/lifecycle',
      search: { view: 'table', saved: 'question_1' },
    });
  });

  it('and at no page of another kind', () => {
    expect(trendsSearchOf(stored({ kind: 'lifecycle', parameters: {} }))).toBeUndefined();
  });
});

describe('a question is modified', () => {
  it('when it is split otherwise or asks for other people, not by the group that is looked at', () => {
    const saved: TrendsSearch = { split: { field: 'industry', of: 'account' } };
    expect(saysTheSame(saved, { split: { field: 'city', of: 'account' } })).toBe(false);
    expect(saysTheSame(saved, { ...saved, segment: 'segment_1' })).toBe(false);
    expect(saysTheSame(saved, { ...saved, group: '8f1c', lines: ['8f1c', 'none'], line: 1 })).toBe(true);
  });

  it('when it asks something else or is shown otherwise', () => {
    const saved: TrendsSearch = { period: 'week', saved: 'question_1' };
    expect(saysTheSame(saved, { period: 'month', saved: 'question_1' })).toBe(false);
    expect(saysTheSame(saved, { ...saved, view: 'table' })).toBe(false);
  });

  it('not by a list that is open, nor by the order of its words', () => {
    const left: TrendsSearch = { unit: 'account', period: 'week', open: '3.1' };
    expect(saysTheSame(left, { period: 'week', unit: 'account', from: undefined })).toBe(true);
  });
});
