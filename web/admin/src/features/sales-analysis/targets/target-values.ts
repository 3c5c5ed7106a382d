import type { SalesTarget, SalesTargetMonth } from '@perennial/api-client';

/** What the form holds: a row for the team, and one for everybody who may have targets. */
export type TargetValues = { targets: SalesTarget[] };

/** The rows of a month: the team first, then its members in their order, then whoever has a target and is no member any more. */
export function targetValues(month: SalesTargetMonth, members: readonly string[]): TargetValues {
  const known = new Map(month.targets.map((target) => [target.member_id ?? null, target]));
  const former = [...known.keys()].filter((id) => id !== null && !members.includes(id));
  const row = (member_id: string | null): SalesTarget => ({
    member_id,
    won: known.get(member_id)?.won ?? null,
    won_amount: known.get(member_id)?.won_amount ?? null,
    ordered_amount: known.get(member_id)?.ordered_amount ?? null,
  });
  return { targets: [null, ...members, ...former].map(row) };
}

/** The day before (-1) or after (1), whatever the zone. */
export function neighbourDay(day: string, away: -1 | 1): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + away);
  return at.toISOString().slice(0, 10);
}
