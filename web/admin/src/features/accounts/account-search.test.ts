import { describe, expect, it } from 'vitest';
import {
  type AccountSearch,
  accountSearchSchema,
  isFiltered,
  toAccountFilter,
  withoutFilters,
} from './account-search';

const now = new Date('2026-11-21T17:00:00Z');
const search = (part: Partial<AccountSearch>) => accountSearchSchema.parse(part);

describe('the filter of accounts', () => {
  it('asks for renewals by days of the workspace, where it is tomorrow already', () => {
    expect(toAccountFilter(search({ renews: 'month' }), now, 'Asia/Shanghai')).toEqual({
      renews_on_gte: '2026-11-22',
      renews_on_lt: '2026-12-23',
    });
    expect(toAccountFilter(search({ renews: 'overdue' }), now, 'UTC')).toEqual({
      renews_on_lt: '2026-11-21',
    });
  });

  it('takes the API’s own names from a link, and leaves out what is not a filter', () => {
    const linked = search({
      renews_on_lt: '2027-01-01',
      q: 'yuexiang',
      sort: 'renews_on',
      open: 'account_1',
    });
    expect(toAccountFilter(linked, now, 'UTC')).toEqual({ renews_on_lt: '2027-01-01', q: 'yuexiang' });
  });

  it('keeps to the customers that came of the leads of a cohort', () => {
    const cohort = { lead_created_at_gte: '2026-01-01T00:00:00Z', lifecycle_stage: 'use,renew' };
    expect(toAccountFilter(search(cohort), now, 'UTC')).toEqual(cohort);
    expect(isFiltered(search({ lead_created_at_gte: cohort.lead_created_at_gte }))).toBe(true);
    expect(toAccountFilter(withoutFilters(search(cohort)), now, 'UTC')).toEqual({});
  });

  it('opens a link with a wrong value all the same', () => {
    expect(accountSearchSchema.parse({ renews: 'never', archived: 'x', q: 5 }).renews).toBeUndefined();
  });

  it('is gone when cleared, while sort and the open record stay', () => {
    const filtered = search({ tag: 'vip', sort: '-mrr', open: 'account_1' });
    expect(isFiltered(filtered)).toBe(true);
    expect(isFiltered(withoutFilters(filtered))).toBe(false);
    expect(withoutFilters(filtered)).toMatchObject({ sort: '-mrr', open: 'account_1' });
  });
});
