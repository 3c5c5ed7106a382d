import type { Vec as DayHours } from '@perennial/api-client';

const interval = /^(\d{1,2})(?::(\d{2}))?\s*[-–—~\uFF5E\u81F3\u5230]\s*(\d{1,2})(?::(\d{2}))?$/;

/** `09:00–12:00, 13:30–18:00`; nothing for a day off. */
export function hoursText(hours: DayHours | undefined): string {
  return (hours ?? []).map(({ from, until }) => `${from}–${until}`).join(', ');
}

/** What somebody typed as the API takes it; undefined where it can't be read. The server says what overlaps. */
export function parseHours(text: string | undefined): DayHours | undefined {
  const parts = (text ?? '')
    .replaceAll('\uFF1A', ':')
    .split(/[,\uFF0C\u3001;\uFF1B]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const hours = parts.map((part) => {
    const found = interval.exec(part);
    if (!found) return undefined;
    const [, fromHour = '', fromMinute = '00', untilHour = '', untilMinute = '00'] = found;
    return { from: clock(fromHour, fromMinute), until: clock(untilHour, untilMinute) };
  });
  return hours.every((each) => each !== undefined) ? hours : undefined;
}

function clock(hour: string, minute: string): string {
  return `${hour.padStart(2, '0')}:${minute}`;
}
