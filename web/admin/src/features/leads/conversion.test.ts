import type { Quote } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { acceptedQuote, conversionOf, soldBy } from './conversion';

const annual_fee = { amount: 500_000, currency: 'CNY' };

describe('the conversion of a lead', () => {
  it('starts a subscription of the plan that is chosen', () => {
    const values = { account_id: 'account_1', plan_id: 'plan_1', annual_fee, seats: 3 };
    expect(conversionOf('existing', values)).toEqual(values);
    expect(conversionOf('existing', { ...values, seats: null })).not.toHaveProperty('seats');
  });

  it('says nothing of a subscription without a plan, even when one was chosen before', () => {
    const values = { account: { name: 'Larkspur', city: ' ' }, plan_id: null, annual_fee, seats: 3 };
    expect(conversionOf('new', values)).toEqual({ account: { name: 'Larkspur' } });
  });

  it('names the quote, which says what is sold where no plan is chosen', () => {
    const opening_fee = { amount: 1, currency: 'CNY' };
    const values = { account_id: 'account_1', plan_id: 'plan_1', annual_fee, opening_fee };
    expect(conversionOf('existing', values, 'quote_1')).toEqual({ ...values, quote_id: 'quote_1' });
    expect(conversionOf('existing', values)).not.toHaveProperty('opening_fee');
    const nothing = { account_id: 'account_1', plan_id: null };
    expect(conversionOf('existing', nothing, 'quote_1')).toEqual({
      account_id: 'account_1',
      quote_id: 'quote_1',
    });
  });

  it('takes the latest quote that was accepted and made no customer yet', () => {
    const quotes = [
      { id: 'q4', status: 'sent' },
      { id: 'q3', status: 'accepted', account_id: 'account_1' },
      { id: 'q2', status: 'accepted' },
      { id: 'q1', status: 'accepted' },
    ] as Quote[];
    expect(acceptedQuote(quotes)?.id).toBe('q2');
    expect(acceptedQuote([])).toBeUndefined();
  });

  it('is prefilled with what the quote says', () => {
    const sale = {
      plan_id: 'plan_1',
      seats: null,
      annual_fee,
      opening_fee: annual_fee,
      several_plans: false,
    };
    expect(soldBy({ sale } as Quote)).toEqual({ plan_id: 'plan_1', annual_fee, opening_fee: annual_fee });
  });
});
