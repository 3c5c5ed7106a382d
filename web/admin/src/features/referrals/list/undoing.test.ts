import type { Referral } from '@perennial/api-client';
import { expect, test } from 'vitest';
import { undoingOf } from './undoing';

const before = (part: Partial<Referral>) => undoingOf({ needs_review: false, ...part } as Referral);

test('a verdict is taken back to the one before it, with its note', () => {
  expect(before({ verdict: 'refused', verdict_note: 'The same shop' })).toEqual({
    kind: 'refuse',
    note: 'The same shop',
  });
  expect(before({ verdict: 'accepted' })).toEqual({ kind: 'accept' });
});

test('a refusal of what nothing spoke against is taken back by accepting it', () => {
  expect(before({})).toEqual({ kind: 'accept' });
});

test('nothing brings back that a referral waited for its first verdict', () => {
  expect(before({ needs_review: true })).toBeUndefined();
});
