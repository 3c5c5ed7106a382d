import type { NewPerson, Person, PersonPatch } from '@perennial/api-client';
import { filledFields } from '../../shared/forms/changed-fields';

const textFields = ['name', 'title', 'phone', 'wechat', 'email', 'external_id'] as const;
type TextField = (typeof textFields)[number];

/** What the form holds; the names are those of the API's body. */
export type PersonValues = Partial<Record<TextField, string | null>> & {
  tags?: string[];
  attributes?: Record<string, unknown>;
};

const contactFields = new Set<string>(['phone', 'email', 'wechat']);

/** Masked contact data is no value: it never goes into the form, or it would be saved as the number. */
export function valuesOf(person: Person): PersonValues {
  const texts = textFields.filter((field) => !(person.contact_masked && contactFields.has(field)));
  return {
    ...Object.fromEntries(texts.map((field) => [field, person[field] ?? null])),
    tags: person.tags,
    attributes: person.attributes as Record<string, unknown>,
  };
}

export function newPersonBody({ attributes = {}, ...values }: PersonValues): NewPerson {
  const filled = filledFields(attributes);
  return {
    ...filledFields(values),
    ...(Object.keys(filled).length > 0 ? { attributes: filled } : {}),
  } as NewPerson;
}

/** An emptied list of tags is an empty list, not nothing. */
export function personPatch(changes: Partial<PersonValues>): PersonPatch {
  return { ...changes, ...('tags' in changes ? { tags: changes.tags ?? [] } : {}) } as PersonPatch;
}
