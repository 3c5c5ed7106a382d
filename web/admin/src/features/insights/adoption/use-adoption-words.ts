import type { FeatureUse } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { formatDuration } from '../../../shared/charts/format';
import type { Known } from '../../../shared/charts/retention-types';
import { useEventWords } from '../use-event-words';

const reasons = ['people_only', 'has_conditions', 'too_many_events'] as const;

/** How features are called, and how their figures are said. */
export function useAdoptionWords() {
  const { t } = useTranslation('insights');
  const { locale } = useKit();
  const events = useEventWords();
  return {
    name: ({ feature }: FeatureUse) => feature.name || events.title(feature.event),
    breadth: (count: number) => t('adoption.breadth', { count }),
    duration: (seconds: Known) => formatDuration(seconds, locale),
    /** A median may be half of a whole number. */
    uses: (value: Known) =>
      value == null ? '—' : new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value),
    /** Why there is no time; nothing where there is one. */
    noTime: ({ time_reason }: FeatureUse): string | undefined => {
      const reason = reasons.find((each) => each === time_reason);
      return reason && t(`adoption.no_time_${reason}`);
    },
  };
}
