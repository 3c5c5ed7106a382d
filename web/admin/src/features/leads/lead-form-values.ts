import type { Lead, Money, NewLead } from '@perennial/api-client';
import { filledFields } from '../../shared/forms/changed-fields';

const textFields = [
  'company',
  'name',
  'title',
  'phone',
  'email',
  'wechat',
  'industry',
  'region',
  'city',
  'note',
  'external_id',
  'channel_id',
  'campaign_id',
  'expected_close_on',
] as const;
type TextField = (typeof textFields)[number];

/** What the form holds; the names are those of the API's body. */
export type LeadValues = Partial<Record<TextField, string | null>> & {
  employees?: number | null;
  expected_amount?: Money | null;
  tags?: string[];
  attributes?: Record<string, unknown>;
  owner_id?: string | null;
  touch?: { channel_id?: string | null; campaign_id?: string | null; self_reported_source?: string };
};

const contactFields = new Set<string>(['phone', 'email', 'wechat']);

/** Masked contact data is no value: it never goes into the form, or it would be saved as the number. */
export function valuesOf(lead: Lead): LeadValues {
  const texts = textFields.filter((field) => !(lead.contact_masked && contactFields.has(field)));
  return {
    ...Object.fromEntries(texts.map((field) => [field, lead[field] ?? null])),
    employees: lead.employees ?? null,
    expected_amount: lead.expected_amount ?? null,
    tags: lead.tags,
    attributes: lead.attributes as Record<string, unknown>,
  };
}

/** A new lead's channel is that of its first touch. */
export function newLeadBody(values: LeadValues): NewLead {
  const touch = filledFields(values.touch ?? {});
  const attributes = filledFields(values.attributes ?? {});
  return {
    ...filledFields({ ...values, touch: undefined, attributes: undefined }),
    ...(Object.keys(touch).length > 0 ? { touch } : {}),
    ...(Object.keys(attributes).length > 0 ? { attributes } : {}),
  } as NewLead;
}
