import type { Period } from './question-search';

/** Calendar days have no zone: they are written as they are. */
const asWritten = { timeZone: 'UTC' } as const;

/** A period by its first day, in full. */
export function periodName(startsOn: string, period: Period, locale: string): string {
  const style: Intl.DateTimeFormatOptions =
    period === 'month' ? { year: 'numeric', month: 'short' } : { dateStyle: 'medium' };
  return format(startsOn, style, locale);
}

/** The same for an axis, where room is short. */
export function shortPeriodName(startsOn: string, period: Period, locale: string): string {
  const style: Intl.DateTimeFormatOptions =
    period === 'month' ? { year: '2-digit', month: 'short' } : { month: 'short', day: 'numeric' };
  return format(startsOn, style, locale);
}

/** What the days of the week are called; 1 is Monday. */
export function weekdayName(day: number, locale: string): string {
  // The first of January 2024 was a Monday.
  return format(`2024-01-0${day}`, { weekday: 'long' }, locale);
}

function format(day: string, style: Intl.DateTimeFormatOptions, locale: string): string {
  return new Intl.DateTimeFormat(locale, { ...style, ...asWritten }).format(new Date(`${day}T00:00:00Z`));
}
