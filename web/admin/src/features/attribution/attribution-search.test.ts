import { expect, test } from 'vitest';
import { attributionSearchSchema, toAttributionQuery, toNewRun } from './attribution-search';

test('the address asks for what it says and leaves the rest to the API', () => {
  const search = attributionSearchSchema.parse({
    from: '2026-01-01',
    look_back: 30,
    without: 'chan_a,chan_b',
  });
  expect(toAttributionQuery(search)).toEqual({
    from_on: '2026-01-01',
    look_back_days: 30,
    exclude_channel_id: 'chan_a,chan_b',
  });
  expect(toNewRun(search).exclude_channel_ids).toEqual(['chan_a', 'chan_b']);
});

test('days that make no sense count for none', () => {
  const search = attributionSearchSchema.parse({ look_back: 'x', half_life: '-1', open_after: '0', by: 'y' });
  expect(toAttributionQuery(search)).toEqual({});
});
