import type { ConvertLead, NewSubscription } from '@perennial/api-client';
import { filledFields } from '../../shared/forms/changed-fields';

export type AccountMode = 'new' | 'existing';

export type ConversionValues = Pick<NewSubscription, 'plan_id' | 'annual_fee' | 'seats'> & {
  account?: { name: string; industry?: string; city?: string };
  account_id?: string;
};

/** What the form asks for: one of the two accounts, and a subscription only with a plan. */
export function conversionOf(mode: AccountMode, values: ConversionValues): ConvertLead {
  const { account, account_id, plan_id, annual_fee, seats } = values;
  const customer = mode === 'new' ? { account: filledFields(account ?? {}) } : { account_id };
  return { ...customer, ...(plan_id ? filledFields({ plan_id, annual_fee, seats }) : {}) } as ConvertLead;
}
