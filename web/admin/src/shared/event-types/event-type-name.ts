import i18next from 'i18next';

/** What happened, in the reader's language; a type newer than this application is shown by its own name. */
export function eventTypeName(type: string): string {
  return known(`event-types:event.${type}`) ?? type;
}

/** What kind of object an event or an entry of the audit trail is about. */
export function subjectTypeName(type: string): string {
  return known(`event-types:subject.${type}`) ?? type;
}

type EventTypeGroup = { label: string; options: { value: string; label: string; search: string }[] };

/** For a choice of types: grouped by what they are about, found by name and by the API's word. */
export function eventTypeOptions(types: readonly string[]): EventTypeGroup[] {
  const groups = new Map<string, EventTypeGroup>();
  for (const type of types) {
    const subject = type.split('.')[0] ?? type;
    const group = groups.get(subject) ?? { label: subjectTypeName(subject), options: [] };
    const label = eventTypeName(type);
    group.options.push({ value: type, label, search: `${label} ${type} ${group.label}` });
    groups.set(subject, group);
  }
  return [...groups.values()];
}

function known(key: string): string | undefined {
  return i18next.exists(key) ? (i18next.t(key as 'event-types:title') as string) : undefined;
}
