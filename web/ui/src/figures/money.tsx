import { useKit } from '../theme/kit-provider';

export type MoneyValue = { amount: number; currency: string };

type MoneyProps = { value: MoneyValue | null | undefined; compact?: boolean };

export function Money({ value, compact = false }: MoneyProps) {
  const { locale } = useKit();
  if (!value) return <span>—</span>;
  const full = formatMoney(value, locale);
  if (!compact) return <span>{full}</span>;
  return (
    <span title={full}>{formatMoney(value, locale, { notation: 'compact', maximumFractionDigits: 1 })}</span>
  );
}

/** Formats minor units: the currency decides how many of them make one. */
export function formatMoney(value: MoneyValue, locale: string, options?: Intl.NumberFormatOptions): string {
  const style: Intl.NumberFormatOptions = {
    style: 'currency',
    currency: value.currency,
    currencyDisplay: 'narrowSymbol',
  };
  const digits = minorDigits(value.currency);
  const major = value.amount / 10 ** digits;
  const whole = Number.isInteger(major) ? { minimumFractionDigits: 0 } : {};
  return new Intl.NumberFormat(locale, { ...style, ...whole, ...options }).format(major);
}

export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
