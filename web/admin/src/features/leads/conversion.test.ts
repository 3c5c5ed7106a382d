import { describe, expect, it } from 'vitest';
import { conversionOf } from './conversion';

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
});
