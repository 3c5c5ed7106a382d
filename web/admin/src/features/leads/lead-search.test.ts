import { describe, expect, it } from 'vitest';
import { isFiltered, leadSearchSchema, toLeadFilter, withoutFilters } from './lead-search';

const now = new Date('2026-11-21T18:30:20Z');
const filter = (search: object) => toLeadFilter(leadSearchSchema.parse(search), now, 'Asia/Shanghai');

describe('the address of the list of leads', () => {
  it('passes the API’s own filters on and leaves out what is empty', () => {
    expect(filter({ stage_id: 'a,b', owner_id: 'me', q: '', archived: false })).toEqual({
      stage_id: 'a,b',
      owner_id: 'me',
    });
  });

  it('asks for leads that wait, are due or lose their protection, and never for those that do not wait', () => {
    const protectedUntil = '2026-11-25T16:00:00.000Z';
    expect(filter({ waiting: true, response_state: 'due', protected_until_lt: protectedUntil })).toEqual({
      waiting: true,
      response_state: 'due',
      protected_until_lt: protectedUntil,
    });
    expect(filter({ waiting: false })).toEqual({});
  });

  it('opens a link with wrong parameters without them', () => {
    expect(leadSearchSchema.parse({ created: 'eon', duplicate: 'maybe', stage_id: ['x'] })).toEqual({});
  });

  it('takes a phone number that the router read as a number', () => {
    expect(filter({ q: 13800001234 })).toEqual({ q: '13800001234' });
  });

  it('counts days from midnight in the workspace, not here', () => {
    expect(filter({ created: 'day' })).toEqual({ created_at_gte: '2026-11-21T16:00:00.000Z' });
    expect(filter({ created: 'week' })).toEqual({ created_at_gte: '2026-11-15T16:00:00.000Z' });
  });

  it('reads overdue, today and this week as moments', () => {
    expect(filter({ due: 'overdue' })).toEqual({ next_task_due_lt: '2026-11-21T18:30:00.000Z' });
    expect(filter({ due: 'today' })).toEqual({ next_task_due_lt: '2026-11-22T16:00:00.000Z' });
  });

  it('knows whether anything is filtered, whatever is sorted or open', () => {
    expect(isFiltered(leadSearchSchema.parse({ sort: 'name', open: 'lead_1' }))).toBe(false);
    expect(isFiltered(leadSearchSchema.parse({ duplicate: true }))).toBe(true);
  });

  it('keeps sort and open record when filters are cleared', () => {
    expect(withoutFilters(leadSearchSchema.parse({ q: 'x', sort: 'name', view: 'view_1' }))).toEqual({
      sort: 'name',
    });
  });
});
