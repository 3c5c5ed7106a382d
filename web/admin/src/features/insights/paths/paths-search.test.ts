import { describe, expect, it } from 'vitest';
import {
  fewestSteps,
  type PathsSearch,
  pathsSearchOf,
  pathsSearchSchema,
  toPathsQuestion,
} from './paths-search';

/** As the server stores it: what was left out is spelled out. */
const spelledOut = {
  ...{ unit: 'person' as const, names: [], without: [], start: null, end: null },
  ...{ steps: 5, per_step: 8, gap_seconds: 1_800, from_on: null, to_on: null },
};

describe('a question about paths', () => {
  it('leaves to the server what nobody chose', () => {
    expect(toPathsQuestion({ view: 'table', open: 'node.1.0' })).toEqual({});
  });

  it('opens with whatever is right in a damaged link', () => {
    const search = pathsSearchSchema.parse({ start: 138, names: 'opened', steps: 'many', from: 'yesterday' });
    expect(search).toMatchObject({ start: '138', names: ['opened'] });
    expect([search.steps, search.from]).toEqual([undefined, undefined]);
  });

  it('has a step between a start and an end', () => {
    expect(fewestSteps({ start: 'opened' })).toBe(2);
    expect(fewestSteps({ start: 'opened', end: 'paid' })).toBe(3);
  });

  const searches: PathsSearch[] = [
    {},
    { unit: 'account', start: 'opened', end: 'paid', steps: 10, per: 3, gap: 60 },
    { names: ['opened', 'exported'], without: ['seen'], from: '2026-09-01', to: '2026-10-01', view: 'table' },
  ];
  it.each(searches)('opens from what was saved at the address it was saved from: %j', (search) => {
    const parameters = { ...spelledOut, ...toPathsQuestion(search) };
    const kept = {
      question: { kind: 'paths' as const, parameters },
      view: search.view ?? 'chart',
      figure: null,
    };
    expect(pathsSearchOf(kept)).toEqual(search);
  });
});
