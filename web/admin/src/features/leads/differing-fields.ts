import type { Lead } from '@perennial/api-client';

const compared = [
  'name',
  'company',
  'title',
  'phone',
  'email',
  'wechat',
  'industry',
  'region',
  'city',
  'employees',
  'note',
  'external_id',
] as const satisfies (keyof Lead)[];

export type DifferingField = { field: string; values: { leadId: string; text: string }[] };

/** The fields in which leads contradict each other, with each value once, under the first lead that has it. */
export function differingFields(leads: readonly Lead[]): DifferingField[] {
  return compared.flatMap((field) => {
    const values = leads
      .map((lead) => ({ leadId: lead.id, text: String(lead[field] ?? '') }))
      .filter(({ text }, index, all) => text !== '' && all.findIndex((each) => each.text === text) === index);
    return values.length > 1 ? [{ field, values }] : [];
  });
}
