import type { Money } from '../contract';
import en from '../locales/en/quote.json';
import zhCn from '../locales/zh-CN/quote.json';
import { currentLanguage } from '../text';

export type QuoteTextKey = keyof typeof en;

const texts: Record<'en' | 'zh-CN', Record<QuoteTextKey, string>> = { en, 'zh-CN': zhCn };

/** A text of the page in its language, with the words that stand in double braces. */
export function say(key: QuoteTextKey, words: Record<string, string> = {}): string {
  return texts[currentLanguage()][key].replace(
    /\{\{(\w+)\}\}/g,
    (whole, name: string) => words[name] ?? whole,
  );
}

/** Minor units as people read them: the currency decides how many of them make one. */
export function money({ amount, currency }: Money): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const format = new Intl.NumberFormat(currentLanguage(), style);
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** A calendar day such as `2026-12-23`, or the day of a moment where the reader is. */
export function day(on: string): string {
  const isDay = on.length === 10;
  const format = new Intl.DateTimeFormat(currentLanguage(), {
    dateStyle: 'long',
    ...(isDay ? { timeZone: 'UTC' } : {}),
  });
  return format.format(new Date(on));
}

/** Basis points as percent, without zeros that say nothing. */
export function percent(basisPoints: number): string {
  const format = new Intl.NumberFormat(currentLanguage(), { style: 'percent', maximumFractionDigits: 2 });
  return format.format(basisPoints / 10_000);
}
