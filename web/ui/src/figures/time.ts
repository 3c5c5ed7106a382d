const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/**
 * The largest unit that fits. From a day on the calendar of the zone counts, so that "tomorrow" is tomorrow; months and
 * years are always numbers, for what was ten months ago need not have been "last year".
 */
export function formatRelative(at: Date, now: Date, locale: string, timeZone: string): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const distance = Math.abs(seconds);
  const inWords = (unit: Intl.RelativeTimeFormatUnit, count: number, numeric: 'auto' | 'always') =>
    new Intl.RelativeTimeFormat(locale, { numeric }).format(count, unit);
  if (distance >= 365 * day) return inWords('year', Math.trunc(seconds / (365 * day)), 'always');
  if (distance >= 30 * day) return inWords('month', Math.trunc(seconds / (30 * day)), 'always');
  if (distance >= day) return inWords('day', dayNumber(at, timeZone) - dayNumber(now, timeZone), 'auto');
  if (distance >= hour) return inWords('hour', Math.trunc(seconds / hour), 'always');
  if (distance >= minute) return inWords('minute', Math.trunc(seconds / minute), 'always');
  return inWords('second', 0, 'auto');
}

/** Days since 1970 on the calendar of the zone. */
function dayNumber(at: Date, timeZone: string): number {
  const written = new Intl.DateTimeFormat('en', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
  }).format(at);
  return Math.round(Date.parse(`${written} UTC`) / (day * 1000));
}

export function formatDateTime(at: Date, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at);
}

/** A calendar day (`2026-11-21`) has no zone: it is shown as it is. */
export function formatDay(day: string, locale: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}
