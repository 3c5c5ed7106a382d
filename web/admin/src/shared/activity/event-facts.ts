import type { Event } from '@perennial/api-client';

/** A few properties in one line: those that say something by themselves. */
export function firstProperties({ properties }: Pick<Event, 'properties'>, most: number): [string, string][] {
  return Object.entries(properties)
    .filter(([, value]) => value !== null && value !== '' && typeof value !== 'object')
    .slice(0, most)
    .map(([name, value]) => [name, String(value)]);
}

/** A value as it was sent: text as text, everything else as JSON. */
export function valueText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** So much later than it happened an event came, in seconds; undefined while that is only the way it has to go. */
export function secondsLate({ occurred_at, received_at }: Pick<Event, 'occurred_at' | 'received_at'>) {
  const seconds = (Date.parse(received_at) - Date.parse(occurred_at)) / 1000;
  return seconds >= 60 ? seconds : undefined;
}

/** A browser's id is long and says nothing: its beginning tells two apart. */
export function shortId(id: string): string {
  return id.length > 12 ? `${id.slice(0, 8)}…` : id;
}
