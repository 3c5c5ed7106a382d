import type { NewQuote, NewQuoteLine, Plan, Quote, QuotePatch } from '@perennial/api-client';
import type { MoneyValue } from '@perennial/ui';

/** A line while it is written. A discount is typed in percent. */
export type LineValues = {
  plan_id?: string | null;
  seats?: number | null;
  text?: string | null;
  quantity?: number | null;
  unit_price?: MoneyValue | null;
  billing: NewQuoteLine['billing'];
  discount?: number | null;
};

export type QuoteValues = {
  recipient_name?: string | null;
  recipient_company?: string | null;
  locale?: 'zh-CN' | 'en' | null;
  valid_until?: string | null;
  terms?: string | null;
  lines: LineValues[];
};

/** The API counts hundredths of a percent. */
const pointsPerPercent = 100;

export function valuesOf(quote: Quote): QuoteValues {
  const { recipient_name, recipient_company, valid_until, terms } = quote;
  const locale = quote.locale === 'en' ? 'en' : 'zh-CN';
  const lines = quote.lines.map((line) => ({
    plan_id: line.plan_id ?? null,
    seats: line.seats ?? null,
    text: line.text,
    quantity: line.quantity,
    unit_price: line.unit_price,
    billing: line.billing,
    discount: line.discount_basis_points / pointsPerPercent,
  }));
  return { recipient_name, recipient_company, locale, valid_until, terms, lines };
}

export function lineOf(values: LineValues): NewQuoteLine {
  const { plan_id, seats, text, quantity, unit_price, billing, discount } = values;
  return {
    ...(plan_id ? { plan_id, ...(seats ? { seats } : {}) } : {}),
    ...(text?.trim() ? { text: text.trim() } : {}),
    ...(unit_price ? { unit_price } : {}),
    quantity: quantity ?? 1,
    discount_basis_points: Math.round((discount ?? 0) * pointsPerPercent),
    billing,
  };
}

/** Lines as far as they are written: one that has no price yet adds nothing to the figures. */
export function previewOf(lines: LineValues[], currency: string): NewQuoteLine[] {
  return lines.map((line) => {
    const known = lineOf(line);
    return known.unit_price ? known : { ...known, unit_price: { amount: 0, currency } };
  });
}

/** As a new quote and a change of one take it alike. */
export function quoteOf(values: QuoteValues): NewQuote & QuotePatch {
  const { recipient_name, recipient_company, locale, valid_until, terms, lines } = values;
  return {
    recipient_name: recipient_name ?? null,
    recipient_company: recipient_company ?? null,
    terms: terms ?? null,
    ...(locale ? { locale } : {}),
    ...(valid_until ? { valid_until } : {}),
    lines: (lines ?? []).map(lineOf),
  };
}

/** What a plan asks for: what it costs each year, and what opening costs where that is anything. */
export function linesOfPlan(plan: Plan, opening: string): LineValues[] {
  const { id: plan_id, name, opening_fee, annual_fee } = plan;
  const once: LineValues = {
    plan_id,
    text: `${name} · ${opening}`,
    quantity: 1,
    unit_price: opening_fee,
    billing: 'once',
  };
  const yearly: LineValues = { plan_id, text: name, quantity: 1, unit_price: annual_fee, billing: 'yearly' };
  return opening_fee.amount > 0 ? [once, yearly] : [yearly];
}
