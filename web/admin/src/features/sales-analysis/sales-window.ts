import { dayInZone, startOfDay } from '../../shared/time/zoned';

/** Stretches of days as people speak of them. */
export const windowWords = [
  'd30',
  'd90',
  'd365',
  'month',
  'last_month',
  'quarter',
  'last_quarter',
  'year',
  'own',
] as const;
export type WindowWord = (typeof windowWords)[number];
export type DayWindow = { from: string; to: string };

type Asked = { window?: WindowWord | undefined; from?: string | undefined; to?: string | undefined };

const lastDays = { d30: 30, d90: 90, d365: 365 } as const;

/** The first and the last day, on the calendar of the zone. */
export function windowOf({ window = 'd90', from, to }: Asked, now: Date, timeZone: string): DayWindow {
  const today = dayInZone(now, timeZone);
  const quarter = Math.floor((monthOf(today) - 1) / 3) * 3;
  const since = quarter + 1 - monthOf(today);
  switch (window) {
    case 'month':
      return { from: firstOfMonth(today, 0), to: today };
    case 'last_month':
      return { from: firstOfMonth(today, -1), to: dayBefore(firstOfMonth(today, 0)) };
    case 'quarter':
      return { from: firstOfMonth(today, since), to: today };
    case 'last_quarter':
      return { from: firstOfMonth(today, since - 3), to: dayBefore(firstOfMonth(today, since)) };
    case 'year':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case 'own':
      return { from: from ?? dayInZone(now, timeZone, -89), to: to ?? today };
    default:
      return { from: dayInZone(now, timeZone, 1 - lastDays[window]), to: today };
  }
}

/** The moments between which the days lie; the second one is no part of them. */
export function momentsOf({ from, to }: DayWindow, timeZone: string): { gte: string; lt: string } {
  return {
    gte: startOfDay(from, timeZone).toISOString(),
    lt: startOfDay(dayAfter(to), timeZone).toISOString(),
  };
}

function monthOf(day: string): number {
  return Number(day.slice(5, 7));
}

/** The first day of the month that lies so many months away. */
function firstOfMonth(day: string, away: number): string {
  const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() + away);
  return at.toISOString().slice(0, 10);
}

function shifted(day: string, away: number): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + away);
  return at.toISOString().slice(0, 10);
}

const dayBefore = (day: string) => shifted(day, -1);
const dayAfter = (day: string) => shifted(day, 1);
