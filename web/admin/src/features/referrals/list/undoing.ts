import type { Referral } from '@perennial/api-client';

export type Undoing = { kind: 'accept' } | { kind: 'refuse'; note: string };

/** What brings a referral back to where it was before a verdict; nothing where it was undecided and waited for one. */
export function undoingOf(before: Referral): Undoing | undefined {
  if (before.verdict === 'refused') return { kind: 'refuse', note: before.verdict_note ?? '' };
  // One that nothing speaks against counts as an accepted one does.
  if (before.verdict === 'accepted' || !before.needs_review) return { kind: 'accept' };
  return undefined;
}
