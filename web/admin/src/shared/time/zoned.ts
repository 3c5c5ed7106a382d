/** Moments and the wall clock of the workspace's zone: what people type is a wall clock, what the API takes is a moment. */

/** `2026-11-21T09:30`, as a clock in the zone shows it. */
export function toWallTime(moment: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(moment);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The moment at which a clock in the zone shows this. In the hour that summer time skips, the one after it. */
export function fromWallTime(wall: string, timeZone: string): Date {
  const wanted = asIfUtc(wall);
  let moment = wanted;
  // The offset depends on the moment that is looked for: the second look is right, also near a change.
  for (let look = 0; look < 2; look += 1) {
    moment = wanted - (asIfUtc(toWallTime(new Date(moment), timeZone)) - moment);
  }
  return new Date(moment);
}

/** The first moment of a calendar day (`2026-11-21`) in the zone. */
export function startOfDay(day: string, timeZone: string): Date {
  return fromWallTime(`${day}T00:00`, timeZone);
}

/** The calendar day in the zone, as many days away. */
export function dayInZone(moment: Date, timeZone: string, daysAway = 0): string {
  const day = new Date(`${toWallTime(moment, timeZone).slice(0, 10)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + daysAway);
  return day.toISOString().slice(0, 10);
}

function asIfUtc(wall: string): number {
  return Date.parse(`${wall.slice(0, 16)}:00Z`);
}
