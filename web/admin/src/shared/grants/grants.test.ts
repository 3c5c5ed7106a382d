import type { Grant } from '@perennial/api-client';
import { expect, it } from 'vitest';
import en from '../../locales/en/grants.json';
import { allGrants, grantText } from './grants';

// The compiler refuses a list in which a grant of the API is missing.
const everyGrant: Record<Grant, true> = {
  'leads:read': true,
  'leads:write': true,
  'leads:contact': true,
  'leads:configure': true,
  'customers:read': true,
  'customers:write': true,
  'customers:contact': true,
  'events:read': true,
  'events:write': true,
  'catalog:read': true,
  'catalog:write': true,
  'imports:write': true,
  'members:read': true,
  'members:write': true,
  'keys:read': true,
  'keys:write': true,
  'webhooks:read': true,
  'webhooks:write': true,
  'audit:read': true,
  'jobs:read': true,
  'jobs:write': true,
  'workspace:write': true,
};

it('offers every grant of the API, and says what it allows', () => {
  expect([...allGrants].sort()).toEqual(Object.keys(everyGrant).sort());
  expect(Object.keys(en.text).sort()).toEqual(allGrants.map(grantText).sort());
});
