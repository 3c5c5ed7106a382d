import type { Account } from '@perennial/api-client';
import { describe, expect, it } from 'vitest';
import { accountPatch, newAccountBody, valuesOf } from './account-form-values';

const account = {
  name: 'Yuexiang',
  phone: '+86216000****',
  contact_masked: true,
  tags: ['vip'],
  attributes: { contract: 'two_year' },
} as unknown as Account;

describe('the form of an account', () => {
  it('never takes a masked number for the number', () => {
    expect('phone' in valuesOf(account)).toBe(false);
    expect(valuesOf({ ...account, contact_masked: false }).phone).toBe('+86216000****');
  });

  it('sends only what was filled in', () => {
    expect(newAccountBody({ name: ' Yuexiang ', city: '', attributes: { a: null } })).toEqual({
      name: 'Yuexiang',
    });
  });

  it('empties tags with an empty list', () => {
    expect(accountPatch({ tags: null as never, city: null })).toEqual({ tags: [], city: null });
  });
});
