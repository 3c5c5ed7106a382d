/** Points with one decimal where it says something. */
export function formatPoints(points: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(points);
}

/** What a part adds: with its sign. */
export function formatAdded(points: number, locale: string, digits = 1): string {
  const format = new Intl.NumberFormat(locale, {
    signDisplay: 'exceptZero',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return format.format(points);
}

/** A measure of a model, such as the area under the curve. */
export function formatMeasure(value: number | null | undefined, locale: string, digits = 3): string {
  if (value == null) return '—';
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale, options).format(value);
}
