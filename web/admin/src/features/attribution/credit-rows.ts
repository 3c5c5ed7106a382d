import type { AttributionModel, AttributionRun, Credit, UncertainCredit } from '@perennial/api-client';
import { models, type values } from './attribution-search';

export type ShownValue = (typeof values)[number];

export type CreditRow = {
  id: string;
  channelId: string;
  campaignId: string | null;
  name: string;
  credits: Partial<Record<AttributionModel, Credit>>;
  interval: UncertainCredit | undefined;
};

const idOf = ({ channel_id, campaign_id }: { channel_id: string; campaign_id?: string | null }) =>
  campaign_id ?? channel_id;

/** The answer with a row per channel or campaign and a column per model; the largest linear credit comes first. */
export function creditRows({ models: answers, markov }: AttributionRun, value: ShownValue): CreditRow[] {
  const rows = new Map<string, CreditRow>();
  for (const { model, credits } of answers) {
    for (const credit of credits) {
      const id = idOf(credit);
      const row = rows.get(id) ?? {
        id,
        channelId: credit.channel_id,
        campaignId: credit.campaign_id ?? null,
        name: credit.name,
        credits: {},
        interval: markov.intervals.find((each) => idOf(each) === id),
      };
      row.credits[model] = credit;
      rows.set(id, row);
    }
  }
  const sizeOf = (row: CreditRow) => amountOf(row.credits.linear, value) ?? 0;
  return [...rows.values()].sort((a, b) => sizeOf(b) - sizeOf(a));
}

export function amountOf(credit: Credit | undefined, value: ShownValue): number | undefined {
  return value === 'revenue' ? credit?.revenue.amount : credit?.conversions;
}

/** The largest figure of all: bars are drawn in proportion to it. */
export function largest(rows: CreditRow[], value: ShownValue): number {
  const all = rows.flatMap(({ credits }) => models.map((model) => amountOf(credits[model], value) ?? 0));
  return Math.max(1, ...all);
}
