import { useTranslation } from 'react-i18next';
import type { Unit } from '../../shared/charts/retention-types';
import { ChoiceField } from './choice-field';
import { type Period, periods, units } from './question-search';

type UnitFieldProps = { value: Unit | undefined; onChange: (unit: Unit | undefined) => void };

/** Whom a question counts. */
export function UnitField({ value, onChange }: UnitFieldProps) {
  const { t } = useTranslation('insights');
  return (
    <ChoiceField<Unit>
      label={t('builder.unit')}
      pointer="/unit"
      value={value ?? 'person'}
      options={units.map((unit) => ({ value: unit, label: t(`unit.${unit}`) }))}
      onChange={(unit) => onChange(unit === 'person' ? undefined : unit)}
    />
  );
}

type PeriodFieldProps = {
  value: Period | undefined;
  usual: Period;
  onChange: (period: Period | undefined) => void;
};

export function PeriodField({ value, usual, onChange }: PeriodFieldProps) {
  const { t } = useTranslation('insights');
  return (
    <ChoiceField<Period>
      label={t('builder.period')}
      pointer="/period"
      value={value ?? usual}
      options={periods.map((period) => ({ value: period, label: t(`period.${period}`) }))}
      onChange={(period) => onChange(period === usual ? undefined : period)}
    />
  );
}
