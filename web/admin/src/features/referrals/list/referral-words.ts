import type { ReferralState, Suspicion } from '@perennial/api-client';
import type { StatusTone } from '@perennial/ui';

/** In the order in which they come. */
export const referralStates = [
  'pending',
  'qualified',
  'won',
  'lost',
  'duplicate',
  'refused',
] as const satisfies ReferralState[];

export const stateTones: Record<ReferralState, StatusTone> = {
  pending: 'neutral',
  qualified: 'info',
  won: 'success',
  lost: 'neutral',
  duplicate: 'neutral',
  refused: 'danger',
};

/** Those that say more than the others. */
export const suspicionTones: Record<Suspicion, StatusTone> = {
  oneself: 'danger',
  same_company: 'attention',
  same_device: 'attention',
  known_lead: 'warning',
};
