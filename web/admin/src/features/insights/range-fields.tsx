import { useTranslation } from 'react-i18next';
import { ChoiceField } from './choice-field';
import { DayField } from './day-field';
import { lastDays, type RangeSearch } from './range-search';

type RangeFieldsProps = { search: RangeSearch; set: (change: RangeSearch) => void };

/** The days that a question looks at: so many up to the last one, or from a first one on. */
export function RangeFields({ search, set }: RangeFieldsProps) {
  const { t } = useTranslation('insights');
  const { from, to, last } = search;
  const days = last === undefined || lastDays.includes(last) ? lastDays : [last, ...lastDays];
  const chosen = from ? 'own' : String(last ?? 'usual');
  return (
    <>
      <ChoiceField
        label={t('builder.range')}
        pointer="/last_days"
        value={chosen}
        options={[
          { value: 'usual', label: t('builder.range_usual') },
          ...days.map((count) => ({ value: String(count), label: t('builder.range_last', { count }) })),
          ...(from ? [{ value: 'own', label: t('builder.range_own') }] : []),
        ]}
        onChange={(value) => {
          // The days that are chosen below are chosen already.
          if (value !== 'own') set({ last: value === 'usual' ? undefined : Number(value), from: undefined });
        }}
      />
      <DayField
        label={t('builder.from')}
        pointer="/from_on"
        value={from}
        onChange={(day) => set({ from: day, ...(day ? { last: undefined } : {}) })}
      />
      <DayField label={t('builder.to')} pointer="/to_on" value={to} onChange={(day) => set({ to: day })} />
    </>
  );
}
