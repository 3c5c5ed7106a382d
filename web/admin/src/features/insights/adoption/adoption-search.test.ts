import { describe, expect, it } from 'vitest';
import {
  type AdoptionSearch,
  adoptionSearchOf,
  adoptionSearchSchema,
  toAdoptionQuestion,
} from './adoption-search';

/** As the server stores it: what was left out is spelled out. */
const spelledOut = {
  ...{ unit: 'person' as const, features: [], min_occurrences: 1, gap_seconds: 1_800 },
  ...{ from_on: null, to_on: null },
};

describe('a question about adoption', () => {
  it('leaves the features to the server as long as none has an event', () => {
    expect(toAdoptionQuestion({ features: [{}, { name: 'Reports' }] })).toEqual({});
  });

  it('calls a feature by its events unless it has a name', () => {
    const search = {
      features: [{ name: 'Reports', events: ['opened', 'exported'] }, {}, { events: ['paid'] }],
    };
    expect(toAdoptionQuestion(search)).toEqual({
      features: [
        { name: 'Reports', event: { names: ['opened', 'exported'] } },
        { event: { names: ['paid'] } },
      ],
    });
  });

  it('opens with whatever is right in a damaged link', () => {
    const search = adoptionSearchSchema.parse({
      features: [{ events: 'paid' }],
      min: 'often',
      unit: 'robot',
    });
    expect(search.features).toEqual([{ events: ['paid'] }]);
    expect([search.min, search.unit]).toEqual([undefined, undefined]);
  });

  const where = [{ property: 'format', operator: 'is' as const, value: 'xlsx' }];
  const searches: AdoptionSearch[] = [
    {},
    { unit: 'account', min: 3, gap: 600, from: '2026-09-01', to: '2026-10-01', view: 'table' },
    {
      split: { field: 'industry', of: 'account', most: 3 },
      segment: 'segment_1',
      features: [{ events: ['opened'] }],
    },
    { features: [{ name: 'Reports', events: ['opened'] }, { events: { names: ['exported'], where } }] },
  ];
  it.each(searches)('opens from what was saved at the address it was saved from: %j', (search) => {
    const parameters = { ...spelledOut, ...toAdoptionQuestion(search) };
    const question = { kind: 'adoption' as const, parameters };
    expect(adoptionSearchOf({ question, view: search.view ?? 'chart', figure: null })).toEqual(search);
  });
});
