import { formatDateTime, formatDay, formatMoney, type MoneyValue } from '@perennial/ui';

type ChangedValueOptions = {
  locale: string;
  timeZone: string;
  nameOf: (id: string) => string | undefined;
  wordOf: (word: string) => string | undefined;
};

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const day = /^\d{4}-\d{2}-\d{2}$/;

/** A changed field's value as people read it; null when there is none. */
export function formatChangedValue(value: unknown, options: ChangedValueOptions): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (Array.isArray(value)) {
    const texts = value.map((each) => formatChangedValue(each, options)).filter(Boolean);
    return texts.length > 0 ? texts.join(', ') : null;
  }
  if (typeof value === 'number') return new Intl.NumberFormat(options.locale).format(value);
  if (typeof value === 'string') return formatText(value, options);
  if (isMoney(value)) return formatMoney(value, options.locale);
  if (typeof value === 'boolean') return options.wordOf(String(value)) ?? String(value);
  return formatObject(value as Record<string, unknown>, options);
}

/** A consent is told by whether it was given, a pause by its days; other objects, such as custom attributes, by what they hold. */
function formatObject(value: Record<string, unknown>, options: ChangedValueOptions): string | null {
  if (typeof value.given === 'boolean') return formatChangedValue(value.given, options);
  if (typeof value.paused_on === 'string') {
    const [from, to] = [value.paused_on, value.resumes_on].map((on) => formatChangedValue(on, options));
    return `${from} – ${to ?? ''}`.trim();
  }
  const parts = Object.entries(value).flatMap(([name, part]) => {
    const text = formatChangedValue(part, options);
    return text === null ? [] : [`${name}: ${text}`];
  });
  return parts.length > 0 ? parts.join(', ') : null;
}

function formatText(value: string, options: ChangedValueOptions): string {
  if (moment.test(value)) return formatDateTime(new Date(value), options.locale, options.timeZone);
  if (day.test(value)) return formatDay(value, options.locale);
  return options.nameOf(value) ?? options.wordOf(value) ?? value;
}

function isMoney(value: unknown): value is MoneyValue {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}
