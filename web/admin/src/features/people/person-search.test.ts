import { expect, it } from 'vitest';
import { isFiltered, personSearchSchema, toPersonFilter, withoutFilters } from './person-search';

it('asks the API for the filters only, by its own names', () => {
  const search = personSearchSchema.parse({
    role: 'decider',
    q: 'zw',
    archived: false,
    open: 'person_1',
    sort: 'name',
  });
  expect(toPersonFilter(search)).toEqual({ role: 'decider', q: 'zw' });
  expect(isFiltered(search)).toBe(true);
  expect(isFiltered(withoutFilters(search))).toBe(false);
});
