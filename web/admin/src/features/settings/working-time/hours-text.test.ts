import { expect, it } from 'vitest';
import { hoursText, parseHours } from './hours-text';

const day = [
  { from: '09:00', until: '12:00' },
  { from: '13:30', until: '18:00' },
];

it('reads back what it writes, and a day off as nothing', () => {
  expect(hoursText(day)).toBe('09:00–12:00, 13:30–18:00');
  expect(parseHours(hoursText(day))).toEqual(day);
  expect(parseHours('')).toEqual([]);
  expect(hoursText([])).toBe('');
});

it('takes hours as people type them, in either language', () => {
  expect(parseHours('9-12，13:30~18')).toEqual(day);
  expect(parseHours('9：00至12：00、13:30到18:00')).toEqual(day);
});

it('does not guess', () => {
  expect(parseHours('morning')).toBeUndefined();
  expect(parseHours('9-12, later')).toBeUndefined();
});
