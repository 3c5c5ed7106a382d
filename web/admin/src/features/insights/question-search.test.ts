import { describe, expect, it } from 'vitest';
import { funnelSearchSchema, toFunnelQuestion, usualSteps } from './funnel/funnel-search';
import { bracketBounds } from './retention/retention-names';
import { retentionSearchSchema, toRetentionQuestion } from './retention/retention-search';
import { toTrendsQuestion, trendsSearchSchema } from './trends/trends-search';

describe('the address of a question', () => {
  it('opens with whatever is right in a damaged link', () => {
    const search = retentionSearchSchema.parse({
      ...{ unit: 'robot', period: 'day', cohorts: 'many', criteria: 'streak', first: '22.11.2026' },
      start: 'signed_up',
      return: ['exported', 138],
    });
    expect(search).toMatchObject({ period: 'day', criteria: 'streak', start: ['signed_up'] });
    expect(search.return).toEqual(['exported', '138']);
    expect([search.unit, search.cohorts, search.first]).toEqual([undefined, undefined, undefined]);
  });

  it('keeps numbers that are out of bounds: the server names its field', () => {
    expect(retentionSearchSchema.parse({ cohorts: 1000 }).cohorts).toBe(1000);
  });
});

describe('a retention question', () => {
  it('leaves to the server what nobody chose', () => {
    expect(toRetentionQuestion({ view: 'table', open: '3.2' })).toEqual({});
  });

  it('names its parameters as the API does', () => {
    const question = toRetentionQuestion({
      ...{ start: ['signed_up'], return: ['exported', 'printed'], mode: 'recurring', min: 2 },
      ...{ first: '2026-09-01', criteria: 'on_or_after', window: 'rolling_24h', reference: 'previous' },
    });
    expect(question).toEqual({
      start_event: { names: ['signed_up'] },
      return_event: { names: ['exported', 'printed'] },
      ...{ cohort_mode: 'recurring', min_occurrences: 2, first_on: '2026-09-01' },
      ...{ criteria: 'on_or_after', window: 'rolling_24h', reference: 'previous' },
    });
  });

  it('has brackets only where they are asked for', () => {
    expect(toRetentionQuestion({ brackets: [2, 5] })).toEqual({});
    expect(toRetentionQuestion({ criteria: 'bracket' }).brackets).toEqual([1, 3, 7]);
  });

  it('counts brackets off without gaps', () => {
    expect(bracketBounds([1, 3, 7])).toEqual([
      [1, 1],
      [2, 4],
      [5, 11],
    ]);
  });
});

describe('a trends question', () => {
  it('asks how many are active when nothing was chosen', () => {
    expect(toTrendsQuestion(trendsSearchSchema.parse({}))).toEqual({
      series: [{ event: null, measure: 'units' }],
    });
  });

  it('reads its series from the address', () => {
    const search = trendsSearchSchema.parse({ series: [{ events: ['exported'], measure: 'nonsense' }] });
    expect(toTrendsQuestion(search).series).toEqual([{ event: { names: ['exported'] }, measure: 'units' }]);
  });
});

describe('a funnel question', () => {
  it('is not asked before every step has an event', () => {
    expect(toFunnelQuestion({}, [['signed_up'], []])).toBeUndefined();
    expect(toFunnelQuestion({}, [['signed_up']])).toBeUndefined();
  });

  it('begins with the busiest events', () => {
    const steps = usualSteps(['opened', 'exported', 'printed']);
    expect(toFunnelQuestion({}, steps)).toEqual({ steps: [{ names: ['opened'] }, { names: ['exported'] }] });
  });

  it('leaves out exclusions without an event, and spans the whole funnel by default', () => {
    const search = funnelSearchSchema.parse({ exclude: [{}, { events: ['refunded'] }] });
    expect(toFunnelQuestion(search, [['a'], ['b'], ['c']])?.exclusions).toEqual([
      { event: { names: ['refunded'] }, from_step: 1, to_step: 3 },
    ]);
  });
});
