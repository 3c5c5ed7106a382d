import type { PoolRule } from '@perennial/api-client';

const day = 86_400_000;

/** From when the owner is warned and the manager told of a lead whose protection ends; the night after does it. */
export function noticesOf(
  pool: Pick<PoolRule, 'warn_days' | 'escalate_days'> | undefined,
  protectedUntil: string,
): { warnedAt: string | undefined; escalatedAt: string | undefined } {
  const before = (days: number | null | undefined) =>
    days == null ? undefined : new Date(Date.parse(protectedUntil) - days * day).toISOString();
  return { warnedAt: before(pool?.warn_days), escalatedAt: before(pool?.escalate_days) };
}
