import { describe, expect, it } from 'vitest';
import { momentsOf, windowOf } from './sales-window';

const zone = 'Asia/Shanghai';
// Half past midnight of 1 March in Shanghai, still February elsewhere.
const now = new Date('2026-02-28T16:30:00Z');

describe('a stretch of days', () => {
  it.each([
    [undefined, '2025-12-02', '2026-03-01'],
    ['d30', '2026-01-31', '2026-03-01'],
    ['month', '2026-03-01', '2026-03-01'],
    ['last_month', '2026-02-01', '2026-02-28'],
    ['quarter', '2026-01-01', '2026-03-01'],
    ['last_quarter', '2025-10-01', '2025-12-31'],
    ['year', '2026-01-01', '2026-03-01'],
  ] as const)('%s runs from %s to %s on the workspace’s calendar', (window, from, to) => {
    expect(windowOf({ window }, now, zone)).toEqual({ from, to });
  });

  it('is as somebody chose it, with what is left open filled in', () => {
    expect(windowOf({ window: 'own', from: '2026-01-05' }, now, zone)).toEqual({
      from: '2026-01-05',
      to: '2026-03-01',
    });
  });

  it('has its last day whole', () => {
    expect(momentsOf({ from: '2026-02-01', to: '2026-02-28' }, zone)).toEqual({
      gte: '2026-01-31T16:00:00.000Z',
      lt: '2026-02-28T16:00:00.000Z',
    });
  });
});
