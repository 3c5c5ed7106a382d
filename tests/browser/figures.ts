/** Amounts, as a reader of the journey's language sees them. */
export type Money = { amount: number; currency: string };

/** Minor units of a currency with two decimal places; a whole amount has none. */
export function moneyIn(language: string | undefined, { amount, currency }: Money): string {
  const minimumFractionDigits = amount % 100 === 0 ? 0 : 2;
  const style = {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits,
  } as const;
  return new Intl.NumberFormat(language, style).format(amount / 100);
}
