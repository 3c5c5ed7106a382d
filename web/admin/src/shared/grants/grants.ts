import type { Grant } from '@perennial/api-client';

/** Every permission, by what it is about, in the order in which people think of them. */
export const grantsByArea = {
  leads: ['leads:read', 'leads:write', 'leads:contact', 'leads:configure'],
  customers: ['customers:read', 'customers:write', 'customers:contact'],
  events: ['events:read', 'events:write'],
  catalog: ['catalog:read', 'catalog:write'],
  imports: ['imports:write'],
  members: ['members:read', 'members:write'],
  keys: ['keys:read', 'keys:write'],
  webhooks: ['webhooks:read', 'webhooks:write'],
  audit: ['audit:read'],
  jobs: ['jobs:read', 'jobs:write'],
  workspace: ['workspace:write'],
} as const satisfies Record<string, readonly Grant[]>;

export type GrantArea = keyof typeof grantsByArea;
type Texted<Each> = Each extends `${infer Area}:${infer Act}` ? `${Area}_${Act}` : never;
export type GrantText = Texted<Grant>;

export const grantAreas = Object.keys(grantsByArea) as GrantArea[];
export const allGrants: readonly Grant[] = Object.values(grantsByArea).flat();

/** The key of a grant's text: translations can't have a colon in theirs. */
export function grantText(grant: Grant): GrantText {
  return grant.replace(':', '_') as GrantText;
}
