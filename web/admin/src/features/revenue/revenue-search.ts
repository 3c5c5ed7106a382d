import type {
  GetMrrSummaryData,
  MrrPeriod,
  MrrQuestion,
  MrrSummary,
  MrrSummaryOfCurrency,
} from '@perennial/api-client';
import * as z from 'zod/mini';
import { searchDay, searchText, searchWord } from '../../shared/filters/search-text';
import { type KeptQuestion, unless, withoutGaps } from '../insights/question-search';

export const revenuePeriods = ['month', 'quarter', 'year'] as const;
export type RevenuePeriod = (typeof revenuePeriods)[number];

/** The order in which the parts of a column stand on each other; what is lost hangs below. */
export const movementKinds = [
  'new',
  'reactivation',
  'expansion',
  'contraction',
  'churn',
  'resume',
  'pause',
] as const;
export type MovementKind = (typeof movementKinds)[number];

const losses: MovementKind[] = ['contraction', 'churn', 'pause'];
export const isLoss = (kind: MovementKind) => losses.includes(kind);

/** The kinds worth showing: pauses are of no concern to those who have none. */
export function shownKinds(periods: MrrPeriod[]): MovementKind[] {
  const hasPauses = periods.some(({ pause, resume }) => pause.amount !== 0 || resume.amount !== 0);
  return movementKinds.filter((kind) => hasPauses || (kind !== 'pause' && kind !== 'resume'));
}

export const revenueSearchSchema = z.object({
  period: searchWord(revenuePeriods),
  from: searchDay,
  to: searchDay,
  currency: searchText,
  view: searchWord(['chart', 'table']),
  /** The figure whose movements are open: its kind and the first day of its period. */
  open: searchText,
  /** The saved question that was opened. */
  saved: searchText,
});

export type RevenueSearch = z.infer<typeof revenueSearchSchema>;

export function toSummaryQuery({ period, from, to }: RevenueSearch): NonNullable<GetMrrSummaryData['query']> {
  return {
    ...(period ? { period } : {}),
    ...(from ? { from_on: from } : {}),
    ...(to ? { to_on: to } : {}),
  };
}

export function toMrrQuestion({ period, from, to, currency }: RevenueSearch): MrrQuestion {
  return withoutGaps({ period, from_on: from, to_on: to, currency });
}

export function revenueSearchOf({ question, view }: KeptQuestion): RevenueSearch | undefined {
  if (question.kind !== 'mrr') return undefined;
  const { period, from_on, to_on, currency } = question.parameters;
  return withoutGaps({
    period: unless('month', period),
    from: from_on ?? undefined,
    to: to_on ?? undefined,
    currency: currency ?? undefined,
    view: unless('chart', view),
  });
}

/** The currency of the address, else the first there is. */
export function shownCurrency(
  { currencies }: MrrSummary,
  wanted: string | undefined,
): MrrSummaryOfCurrency | undefined {
  return currencies.find(({ currency }) => currency === wanted) ?? currencies[0];
}

export function figureId(kind: MovementKind, { starts_on }: MrrPeriod): string {
  return `${kind}.${starts_on}`;
}

/** The figure that is open, if the summary has it. */
export function openFigure(open: string | undefined, periods: MrrPeriod[]) {
  for (const period of periods) {
    const kind = movementKinds.find((each) => figureId(each, period) === open);
    if (kind) return { kind, period };
  }
  return undefined;
}

/** A period by its first day: a month, a quarter, a year. */
export function revenuePeriodName(startsOn: string, period: RevenuePeriod, locale: string): string {
  const day = new Date(`${startsOn}T00:00:00Z`);
  const write = (style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(day);
  if (period === 'month') return write({ year: 'numeric', month: 'short' });
  const year = write({ year: 'numeric' });
  const quarter = Math.floor(day.getUTCMonth() / 3) + 1;
  return period === 'year' ? year : `${year} Q${quarter}`;
}
