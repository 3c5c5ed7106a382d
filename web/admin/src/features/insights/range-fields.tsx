import { useTranslation } from 'react-i18next';
import { DayField } from './day-field';

type Range = { from?: string | undefined; to?: string | undefined };

type RangeFieldsProps = { search: Range; set: (change: Range) => void };

/** The first and the last day that a question looks at. */
export function RangeFields({ search, set }: RangeFieldsProps) {
  const { t } = useTranslation('insights');
  return (
    <>
      <DayField
        label={t('builder.from')}
        pointer="/from_on"
        value={search.from}
        onChange={(from) => set({ from })}
      />
      <DayField label={t('builder.to')} pointer="/to_on" value={search.to} onChange={(to) => set({ to })} />
    </>
  );
}
