import { describe, expect, it } from 'vitest';
import { dayInZone, fromWallTime, startOfDay, toWallTime } from './zoned';

describe('the wall clock of the workspace', () => {
  it('shows a moment as a clock there shows it', () => {
    expect(toWallTime(new Date('2026-11-21T16:30:00Z'), 'Asia/Shanghai')).toBe('2026-11-22T00:30');
  });

  it.each([
    ['2026-11-22T00:30', 'Asia/Shanghai', '2026-11-21T16:30:00.000Z'],
    ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'],
    ['2026-12-01T09:00', 'Europe/Berlin', '2026-12-01T08:00:00.000Z'],
    // The hour after Berlin's clocks went back.
    ['2026-10-25T03:30', 'Europe/Berlin', '2026-10-25T02:30:00.000Z'],
  ])('reads %s in %s', (wall, zone, moment) => {
    expect(fromWallTime(wall, zone).toISOString()).toBe(moment);
  });

  it('starts a day when it starts there, not here', () => {
    expect(startOfDay('2026-11-21', 'America/New_York').toISOString()).toBe('2026-11-21T05:00:00.000Z');
  });

  it('counts days of the calendar', () => {
    const evening = new Date('2026-11-30T18:00:00Z');
    expect(dayInZone(evening, 'Asia/Shanghai')).toBe('2026-12-01');
    expect(dayInZone(evening, 'Asia/Shanghai', -1)).toBe('2026-11-30');
  });
});
