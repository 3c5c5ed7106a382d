import type { JourneyFigure } from '@perennial/api-client';

/** The leads of a cohort that came at least so far; where the journey begins that is all of them. */
export function reachedHref({ stage }: JourneyFigure, createdSince: string): string {
  const reached: Record<string, string> = stage === 'discover' ? {} : { reached: stage };
  return href('/leads', { created_at_gte: createdSince, ...reached });
}

/** The leads that are in the stage now. */
export function waitingHref({ waiting_stage_ids: stages }: JourneyFigure, createdSince: string): string {
  return href('/leads', { created_at_gte: createdSince, stage_id: stages.join(',') });
}

/** The accounts that the cohort's leads became, as far as they are in this stage or beyond. */
export function customersHref({ customer_stages: stages }: JourneyFigure, createdSince: string): string {
  return href('/accounts', { lead_created_at_gte: createdSince, lifecycle_stage: stages.join(',') });
}

function href(path: string, search: Record<string, string>): string {
  return `${path}?${new URLSearchParams(search)}`;
}
