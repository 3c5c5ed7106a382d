import type { Account, AccountPatch, NewAccount } from '@perennial/api-client';
import { filledFields } from '../../shared/forms/changed-fields';

const textFields = [
  'name',
  'short_name',
  'industry',
  'region',
  'city',
  'address',
  'website',
  'phone',
  'external_id',
  'owner_id',
] as const;
type TextField = (typeof textFields)[number];

/** What the form holds; the names are those of the API's body. */
export type AccountValues = Partial<Record<TextField, string | null>> & {
  size?: number | null;
  tags?: string[];
  attributes?: Record<string, unknown>;
};

/** Masked contact data is no value: it never goes into the form, or it would be saved as the number. */
export function valuesOf(account: Account): AccountValues {
  const texts = textFields.filter((field) => !(account.contact_masked && field === 'phone'));
  return {
    ...Object.fromEntries(texts.map((field) => [field, account[field] ?? null])),
    size: account.size ?? null,
    tags: account.tags,
    attributes: account.attributes as Record<string, unknown>,
  };
}

export function newAccountBody({ attributes = {}, ...values }: AccountValues): NewAccount {
  const filled = filledFields(attributes);
  return {
    ...filledFields(values),
    ...(Object.keys(filled).length > 0 ? { attributes: filled } : {}),
  } as NewAccount;
}

/** An emptied list of tags is an empty list, not nothing. */
export function accountPatch(changes: Partial<AccountValues>): AccountPatch {
  return { ...changes, ...('tags' in changes ? { tags: changes.tags ?? [] } : {}) } as AccountPatch;
}
