import { useTranslation } from 'react-i18next';
import type { ChosenEvents } from '../../shared/events/chosen-events';
import { type SplitSearch, withUnit } from './breakdown/breakdown-search';
import { EventField } from './event-field';
import type { Period } from './question-search';
import { PeriodField, UnitField } from './unit-fields';

type Counted = SplitSearch & {
  event?: ChosenEvents | undefined;
  period?: Period | undefined;
};

type CountedFieldsProps = { search: Counted; usualPeriod: Period; set: (change: Counted) => void };

/** What a question about one activity counts: which events, whose, and in which periods. */
export function CountedFields({ search, usualPeriod, set }: CountedFieldsProps) {
  const { t } = useTranslation('insights');
  return (
    <>
      <EventField
        label={t('builder.event')}
        pointer="/event"
        value={search.event}
        onChange={(event) => set({ event })}
      />
      <UnitField value={search.unit} onChange={(unit) => set(withUnit(unit, search))} />
      <PeriodField value={search.period} usual={usualPeriod} onChange={(period) => set({ period })} />
    </>
  );
}
