import type { QuoteStatus } from '@perennial/api-client';
import type { StatusTone } from '@perennial/ui';

export const quoteTones = {
  draft: 'neutral',
  sent: 'info',
  accepted: 'success',
  declined: 'danger',
  expired: 'warning',
  withdrawn: 'neutral',
} as const satisfies Record<QuoteStatus, StatusTone>;

/** Those that wait for an answer, or could still get one. */
export function isOpenQuote(status: QuoteStatus): boolean {
  return status === 'sent' || status === 'expired';
}
