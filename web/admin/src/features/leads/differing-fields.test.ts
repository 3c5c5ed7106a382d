import type { Lead } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { differingFields } from './differing-fields';

const lead = (id: string, fields: Partial<Lead>) => ({ id, ...fields }) as Lead;

describe('leads that are to be merged', () => {
  it('ask only about fields that contradict each other', () => {
    const leads = [
      lead('a', { name: 'Ada', city: 'Wuhan', company: 'Blue' }),
      lead('b', { name: 'Ada L.', city: 'Wuhan', company: null }),
    ];
    expect(differingFields(leads)).toEqual([
      {
        field: 'name',
        values: [
          { leadId: 'a', text: 'Ada' },
          { leadId: 'b', text: 'Ada L.' },
        ],
      },
    ]);
  });

  it('offer a value that several have once', () => {
    const leads = [
      lead('a', { city: 'Wuhan' }),
      lead('b', { city: 'Suzhou' }),
      lead('c', { city: 'Suzhou' }),
    ];
    expect(differingFields(leads)[0]?.values.map(({ leadId }) => leadId)).toEqual(['a', 'b']);
  });
});
