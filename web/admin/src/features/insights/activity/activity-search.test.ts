import { describe, expect, it } from 'vitest';
import { activitySearchSchema, isFiltered, toEventFilter, withoutFilters } from './activity-search';

describe('the address of the live stream', () => {
  it('asks for whole days on the workspace’s clock, the last one included', () => {
    const search = activitySearchSchema.parse({ from: '2026-11-21', to: '2026-11-22' });
    expect(toEventFilter(search, 'Asia/Shanghai')).toEqual({
      occurred_at_gte: '2026-11-20T16:00:00.000Z',
      occurred_at_lt: '2026-11-22T16:00:00.000Z',
    });
  });

  it('ends a day of 25 hours when it is over', () => {
    const search = activitySearchSchema.parse({ from: '2026-10-25', to: '2026-10-25' });
    expect(toEventFilter(search, 'Europe/Berlin')).toEqual({
      occurred_at_gte: '2026-10-24T22:00:00.000Z',
      occurred_at_lt: '2026-10-25T23:00:00.000Z',
    });
  });

  it('opens with a wrong day as if there were none', () => {
    const search = activitySearchSchema.parse({ from: 'yesterday', name: 404 });
    expect(toEventFilter(search, 'UTC')).toEqual({ name: '404' });
  });

  it('is not filtered by a pause or an open event, and not after clearing', () => {
    const search = activitySearchSchema.parse({
      paused: true,
      open: '1_2026-11-22T09:00:00Z',
      to: '2026-11-22',
    });
    expect(isFiltered(search)).toBe(true);
    expect(isFiltered({ ...search, ...withoutFilters })).toBe(false);
  });
});
