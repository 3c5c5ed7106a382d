import { describe, expect, it } from 'vitest';
import { isFiltered, taskSearchSchema, toTaskFilter } from './task-search';

const now = new Date('2026-11-21T17:00:30Z');

describe('the filter of tasks', () => {
  it('ends today where the workspace is, not where the browser is', () => {
    const search = taskSearchSchema.parse({ due: 'today', owner_id: 'me' });
    expect(toTaskFilter(search, now, 'Asia/Shanghai')).toEqual({
      owner_id: 'me',
      state: 'open',
      due_at_lt: '2026-11-22T16:00:00.000Z',
    });
  });

  it('calls overdue what was due before this minute', () => {
    expect(toTaskFilter(taskSearchSchema.parse({ due: 'overdue' }), now, 'UTC')).toEqual({
      state: 'open',
      due_at_lt: '2026-11-21T17:00:00.000Z',
    });
  });

  it('leaves out what is done unless it is asked for', () => {
    expect(toTaskFilter(taskSearchSchema.parse({}), now, 'UTC')).toEqual({ state: 'open' });
    expect(toTaskFilter(taskSearchSchema.parse({ state: 'done' }), now, 'UTC')).toEqual({ state: 'done' });
  });

  it('is none for sort and view', () => {
    expect(isFiltered(taskSearchSchema.parse({ sort: 'due_at', view: 'all' }))).toBe(false);
  });
});
