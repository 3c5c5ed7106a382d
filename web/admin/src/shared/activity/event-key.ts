import type { Event } from '@perennial/api-client';

/** An event in an address: its number, and its time so that it is found in the log by the list's own filter. */
export function eventKey({ id, occurred_at: at }: Pick<Event, 'id' | 'occurred_at'>): string {
  return `${id}_${at}`;
}

/** Where to look for it; undefined for what is no such key. */
export function placeOf(
  key: string,
): { id: number; occurred_at_gte: string; occurred_at_lt: string } | undefined {
  const [, id, at = ''] = /^(\d+)_(.+)$/.exec(key) ?? [];
  const moment = Date.parse(at);
  if (!id || Number.isNaN(moment)) return undefined;
  return {
    id: Number(id),
    occurred_at_gte: at,
    occurred_at_lt: new Date(moment + 1).toISOString(),
  };
}
