import type { Known } from './retention-types';

/** How figures are written. Nothing here changes what a figure says. */

/**
 * A share in percent. Whole where that is exact enough; a share that is neither nothing nor everything is never written
 * as 0 % or 100 %.
 */
export function formatShare(rate: Known, locale: string): string {
  if (rate == null) return '—';
  const percent = (value: number, digits: number) =>
    new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: digits }).format(value);
  if (rate > 0 && rate < 0.0005) return `<${percent(0.001, 1)}`;
  if (rate < 1 && rate > 0.9995) return `>${percent(0.999, 1)}`;
  return percent(rate, rate < 0.1 || (rate > 0.99 && rate < 1) ? 1 : 0);
}

/** A share in a file: one decimal more than on screen, and a number to every spreadsheet. */
export function shareValue(rate: Known): string | null {
  return rate == null ? null : `${Number((rate * 100).toFixed(2))}%`;
}

/** The bounds between which the true share lies with 95 %. */
export function formatInterval(low: Known, high: Known, locale: string): string {
  if (low == null || high == null) return '—';
  const format = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
  return `${format.format(low)}–${format.format(high)}`;
}

export function formatCount(value: Known, locale: string): string {
  return value == null ? '—' : new Intl.NumberFormat(locale).format(value);
}

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const;

/** A span of time in its two largest units: `2 days 3 hr`. */
export function formatDuration(seconds: Known, locale: string): string {
  if (seconds == null) return '—';
  let rest = Math.round(seconds);
  const first = units.findIndex(([, size]) => rest >= size);
  if (first === -1) return write(0, 'second', locale);
  const parts: string[] = [];
  for (const [unit, size] of units.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(write(count, unit, locale));
  }
  return parts.join(' ');
}

function write(count: number, unit: string, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(count);
}
