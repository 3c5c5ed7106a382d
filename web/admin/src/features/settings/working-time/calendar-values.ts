import type { NewWorkCalendar, WorkCalendar, WorkCalendarPatch, WorkHours } from '@perennial/api-client';
import { hoursText, parseHours } from './hours-text';

export type CalendarValues = {
  name?: string;
  time_zone?: string;
  hours?: {
    /** Monday first, each as text. */
    weekly?: string[];
    holidays?: string[];
    special_days?: { on?: string; hours?: string }[];
  };
};

const weekdays = [0, 1, 2, 3, 4, 5, 6] as const;
const usual = '09:00–18:00';

export function newCalendar(time_zone: string): CalendarValues {
  const weekly = weekdays.map((day) => (day < 5 ? usual : ''));
  return { time_zone, hours: { weekly, holidays: [], special_days: [] } };
}

export function valuesOf({ name, time_zone, hours }: WorkCalendar): CalendarValues {
  return {
    name,
    time_zone,
    hours: {
      weekly: hours.weekly.map(hoursText),
      holidays: [...(hours.holidays ?? [])].sort(),
      special_days: (hours.special_days ?? []).map((day) => ({ on: day.on, hours: hoursText(day.hours) })),
    },
  };
}

function written(hours: CalendarValues['hours']): WorkHours {
  // What can't be read was refused by the form.
  const of = (day: number) => parseHours(hours?.weekly?.[day]) ?? [];
  return {
    weekly: [of(0), of(1), of(2), of(3), of(4), of(5), of(6)],
    holidays: hours?.holidays ?? [],
    special_days: (hours?.special_days ?? []).map((day) => ({
      on: day.on ?? '',
      hours: parseHours(day.hours) ?? [],
    })),
  };
}

export function calendarBody(values: CalendarValues): NewWorkCalendar {
  return {
    name: values.name?.trim() ?? '',
    time_zone: values.time_zone ?? '',
    hours: written(values.hours),
  };
}

export function calendarPatch({ hours, ...rest }: Partial<CalendarValues>): WorkCalendarPatch {
  return { ...rest, ...(hours ? { hours: written(hours) } : {}) };
}
