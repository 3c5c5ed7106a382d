import type { EventSelector } from '@perennial/api-client';
import { useTranslation } from 'react-i18next';
import { useEventTitle } from '../../shared/activity/event-catalogue';

/** How events are called in sentences. */
export function useEventWords() {
  const { t } = useTranslation(['insights', 'events']);
  const nameOf = useEventTitle();
  const quoted = (name: string) => t('insights:sentence.quoted', { name: nameOf(name) });
  const withConditions = (selector: EventSelector | null | undefined, events: string) => {
    const where = (selector?.where ?? []).map(({ property, operator, value }) =>
      t(`events:condition.say_${operator}`, { property, value: String(value ?? '') }),
    );
    return where.length > 0
      ? t('insights:sentence.where', { events, conditions: where.join(t('insights:sentence.and_where')) })
      : events;
  };
  return {
    nameOf,
    /** Several names are one event for a question: any of them counts. */
    say: (selector: EventSelector | null | undefined): string =>
      withConditions(
        selector,
        selector?.names?.length
          ? selector.names.map(quoted).join(t('insights:sentence.or'))
          : t('insights:sentence.any_event'),
      ),
    /** The same as a heading, without quotation marks. */
    title: (selector: EventSelector | null | undefined): string =>
      withConditions(
        selector,
        selector?.names?.length
          ? selector.names.map(nameOf).join(t('insights:sentence.or'))
          : t('events:any'),
      ),
  };
}
