import type { ReferralProgramme } from '@perennial/api-client';
import { printed } from '../../../shared/rules/printed';

/** In the order in which the form has them. */
export const programmeFields = [
  'enabled',
  'form_id',
  'offer',
  'qualified_reward',
  'won_reward',
  'order_percent',
  'order_months',
  'hold_days',
  'terms',
] as const satisfies (keyof ReferralProgramme)[];

export type ProgrammeField = (typeof programmeFields)[number];

/** Which fields publishing would change: an empty text is none at all. */
export function changedProgramme(before: ReferralProgramme, after: ReferralProgramme): ProgrammeField[] {
  const value = (programme: ReferralProgramme, field: ProgrammeField) =>
    printed({ _: programme[field] || null });
  return programmeFields.filter((field) => value(before, field) !== value(after, field));
}
