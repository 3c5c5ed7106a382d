import type { EventSelector } from '@perennial/api-client';
import { listEventNamesOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';

/** So many of the catalogue are known by name at once; the others are called as they were sent. */
const known = 200;

/** The event catalogue, as far as it is needed to choose from and to call events by their names. */
export function useEventCatalogue() {
  return useQuery({ ...listEventNamesOptions({ query: { limit: known } }), staleTime: 60_000 });
}

type Named = { name: string; display_name: { 'zh-CN'?: string | null; en?: string | null } };

/** What an event is called in the reader's language; without such a name, as it was sent. */
export function eventTitle({ name, display_name }: Named, locale: string): string {
  return (locale.startsWith('zh') ? display_name['zh-CN'] : display_name.en) || name;
}

/** How events are called in sentences. */
export function useEventWords() {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const catalogue = useEventCatalogue();
  const nameOf = (name: string) => {
    const event = catalogue.data?.data.find((each) => each.name === name);
    return event ? eventTitle(event, locale) : name;
  };
  const quoted = (name: string) => t('sentence.quoted', { name: nameOf(name) });
  const withConditions = (selector: EventSelector | null | undefined, events: string) => {
    const where = (selector?.where ?? []).map(({ property, operator, value }) =>
      t(`condition.say_${operator}`, { property, value: String(value ?? '') }),
    );
    return where.length > 0
      ? t('sentence.where', { events, conditions: where.join(t('sentence.and_where')) })
      : events;
  };
  return {
    nameOf,
    /** Several names are one event for a question: any of them counts. */
    say: (selector: EventSelector | null | undefined): string =>
      withConditions(
        selector,
        selector?.names?.length ? selector.names.map(quoted).join(t('sentence.or')) : t('sentence.any_event'),
      ),
    /** The same as a heading, without quotation marks. */
    title: (selector: EventSelector | null | undefined): string =>
      withConditions(
        selector,
        selector?.names?.length ? selector.names.map(nameOf).join(t('sentence.or')) : t('any_event'),
      ),
  };
}
