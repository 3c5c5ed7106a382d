import { describe, expect, it } from 'vitest';
import { auditFilter, auditSearchSchema, isFiltered } from './audit-search';

describe('the filter of the audit trail', () => {
  it('covers whole days on the workspace’s clock, the last one included', () => {
    const search = auditSearchSchema.parse({ from: '2026-11-20', to: '2026-11-30' });
    expect(auditFilter(search, 'Asia/Shanghai')).toEqual({
      recorded_at_gte: '2026-11-19T16:00:00.000Z',
      recorded_at_lt: '2026-11-30T16:00:00.000Z',
    });
  });

  it('passes on what is chosen and not which entry is open', () => {
    const search = auditSearchSchema.parse({ actor_id: 'member_1', open: 'event_1', q: '' });
    expect(auditFilter(search, 'UTC')).toEqual({ actor_id: 'member_1' });
  });

  it('opens a link with a day that is none', () => {
    expect(auditFilter(auditSearchSchema.parse({ from: 'yesterday' }), 'UTC')).toEqual({});
  });

  it('does not count the open entry as a filter', () => {
    expect(isFiltered(auditSearchSchema.parse({ open: 'event_1' }))).toBe(false);
    expect(isFiltered(auditSearchSchema.parse({ q: 'lin' }))).toBe(true);
  });
});
