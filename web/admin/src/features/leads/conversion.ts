import type { ConvertLead, NewSubscription, Quote } from '@perennial/api-client';
import { filledFields } from '../../shared/forms/changed-fields';

export type AccountMode = 'new' | 'existing';

export type ConversionValues = Pick<NewSubscription, 'plan_id' | 'annual_fee' | 'seats'> & {
  account?: { name: string; industry?: string; city?: string };
  account_id?: string;
  /** What is paid once; asked for only with a quote. */
  opening_fee?: ConvertLead['opening_fee'];
};

/** The quote by which a lead may be converted: the latest that was accepted and made no customer yet. */
export function acceptedQuote(quotes: Quote[]): Quote | undefined {
  return quotes.find(({ status, account_id }) => status === 'accepted' && !account_id);
}

/** What a quote says of the subscription, to be confirmed or changed. */
export function soldBy({ sale }: Quote): Partial<ConversionValues> {
  const { plan_id, seats, annual_fee, opening_fee } = sale;
  return {
    opening_fee,
    annual_fee,
    ...(plan_id ? { plan_id } : {}),
    ...(seats ? { seats } : {}),
  };
}

/** What the form asks for: one of the two accounts, and a subscription only with a plan or by a quote. */
export function conversionOf(mode: AccountMode, values: ConversionValues, quoteId?: string): ConvertLead {
  const { account, account_id, plan_id, annual_fee, opening_fee, seats } = values;
  const customer = mode === 'new' ? { account: filledFields(account ?? {}) } : { account_id };
  const fees = quoteId ? { opening_fee } : {};
  return {
    ...customer,
    ...(plan_id ? filledFields({ plan_id, annual_fee, seats, ...fees }) : {}),
    ...(quoteId ? { quote_id: quoteId } : {}),
  } as ConvertLead;
}
