import { useTranslation } from 'react-i18next';
import { NumberField } from './number-field';
import { usualGap } from './visit-gap';

type GapFieldProps = {
  /** In seconds. */
  value: number | undefined;
  onChange: (seconds: number | undefined) => void;
};

/** How long a pause ends a visit, in minutes. */
export function GapField({ value = usualGap, onChange }: GapFieldProps) {
  const { t } = useTranslation('insights');
  return (
    <NumberField
      label={t('builder.gap')}
      pointer="/gap_seconds"
      value={value / 60}
      min={1}
      max={24 * 60}
      onChange={(minutes) => onChange(minutes * 60 === usualGap ? undefined : minutes * 60)}
    />
  );
}
