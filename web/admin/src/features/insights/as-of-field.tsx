import { useTranslation } from 'react-i18next';
import { DayField } from './day-field';

type AsOfFieldProps = {
  search: { as_of?: string | undefined };
  set: (change: { as_of: string | undefined }) => void;
};

/** The day at whose end a question is asked. */
export function AsOfField({ search, set }: AsOfFieldProps) {
  const { t } = useTranslation('insights');
  return (
    <DayField
      label={t('builder.as_of')}
      placeholder={t('builder.as_of_now')}
      pointer="/as_of_on"
      value={search.as_of}
      onChange={(as_of) => set({ as_of })}
    />
  );
}
