import { listEventNamesOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { useCallback } from 'react';

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

/** Calls events by their names in the reader's language. */
export function useEventTitle(): (name: string) => string {
  const { locale } = useKit();
  const catalogue = useEventCatalogue();
  const events = catalogue.data?.data;
  return useCallback(
    (name) => {
      const event = events?.find((each) => each.name === name);
      return event ? eventTitle(event, locale) : name;
    },
    [events, locale],
  );
}
