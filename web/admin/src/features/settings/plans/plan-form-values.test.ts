import type { Plan } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { changedFields } from '../../../shared/forms/changed-fields';
import { newPlanBody, planPatch, valuesOf } from './plan-form-values';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const plan = {
  id: 'plan_1',
  key: 'basic',
  name: 'Basic',
  opening_fee: yuan(0),
  annual_fee: yuan(120_000),
  term_months: 12,
  features: [{ key: 'booking', name: 'Booking', included: true, limit: 3 }],
} as unknown as Plan;

describe('the form of a plan', () => {
  it('leaves out of a new plan what nobody filled in, and keeps a fee of nothing', () => {
    const body = newPlanBody({
      name: ' Basic ',
      key: 'basic',
      description: '',
      opening_fee: yuan(0),
      annual_fee: yuan(120_000),
      features: [{ name: 'Booking', key: 'booking', name_zh: '' }],
    });
    expect(body).toEqual({
      name: 'Basic',
      key: 'basic',
      opening_fee: yuan(0),
      annual_fee: yuan(120_000),
      features: [{ name: 'Booking', key: 'booking', included: true }],
    });
  });

  it('changes nothing of a plan that nobody touched', () => {
    const before = valuesOf(plan);
    expect(planPatch(changedFields(before, structuredClone(before)) as never)).toEqual({});
  });

  it('sends the whole list when one feature was switched off, and an empty one when all are gone', () => {
    const before = valuesOf(plan);
    const off = { ...before, features: [{ ...before.features?.[0], included: false }] };
    expect(planPatch(changedFields(before, off) as never)).toEqual({
      features: [{ key: 'booking', name: 'Booking', included: false, limit: 3 }],
    });
    expect(planPatch(changedFields(before, { ...before, features: [] }) as never)).toEqual({ features: [] });
  });

  it('empties the description with null', () => {
    const before = { ...valuesOf(plan), description: 'Old' };
    expect(planPatch(changedFields(before, { ...before, description: ' ' }) as never)).toEqual({
      description: null,
    });
  });
});
