import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { AudienceFields } from '../breakdown/audience-fields';
import { withUnit } from '../breakdown/breakdown-search';
import { BuilderField } from '../builder-field';
import { ChoiceField } from '../choice-field';
import { DayField } from '../day-field';
import { EventField } from '../event-field';
import { MoreFields } from '../more-fields';
import { NumberField } from '../number-field';
import { PeriodField, UnitField } from '../unit-fields';
import { cohortModes, criteria, type RetentionSearch, references, usual, windows } from './retention-search';

const finer = ['window', 'reference', 'min', 'first', 'cohorts', 'periods'] as const;

type RetentionBuilderProps = {
  search: RetentionSearch;
  set: (change: Partial<RetentionSearch>) => void;
};

/** Every parameter of a retention question. What stands at its default is left out of the address. */
export function RetentionBuilder({ search, set }: RetentionBuilderProps) {
  const { t } = useTranslation('insights');
  const orDefault = <Value,>(value: Value, standard: Value) => (value === standard ? undefined : value);
  const named = <Word extends string>(
    words: readonly Word[],
    key: 'mode' | 'criteria' | 'window' | 'reference',
  ) =>
    // The key is made of a list of known words.
    words.map((value) => ({ value, label: t(`retention.${key}_${value}` as 'retention.mode_recurring') }));
  return (
    <>
      <EventField
        label={t('retention.start')}
        pointer="/start_event"
        value={search.start}
        onChange={(start) => set({ start })}
      />
      <EventField
        label={t('retention.return')}
        pointer="/return_event"
        value={search.return}
        onChange={(names) => set({ return: names })}
      />
      <UnitField value={search.unit} onChange={(unit) => set(withUnit(unit, search))} />
      <PeriodField value={search.period} usual="week" onChange={(period) => set({ period })} />
      <ChoiceField
        label={t('retention.mode')}
        pointer="/cohort_mode"
        value={search.mode ?? 'first_time'}
        options={named(cohortModes, 'mode')}
        onChange={(mode) => set({ mode: orDefault(mode, 'first_time') })}
      />
      <ChoiceField
        label={t('retention.criteria')}
        pointer="/criteria"
        value={search.criteria ?? 'on'}
        options={named(criteria, 'criteria')}
        onChange={(chosen) => set({ criteria: orDefault(chosen, 'on') })}
      />
      {search.criteria === 'bracket' ? (
        <BracketsField value={search.brackets} onChange={(brackets) => set({ brackets })} />
      ) : null}
      <MoreFields isUsed={finer.some((key) => search[key] !== undefined)}>
        <ChoiceField
          label={t('retention.window')}
          pointer="/window"
          value={search.window ?? 'calendar'}
          options={named(windows, 'window')}
          onChange={(window) => set({ window: orDefault(window, 'calendar') })}
        />
        <ChoiceField
          label={t('retention.reference')}
          pointer="/reference"
          value={search.reference ?? 'cohort'}
          options={named(references, 'reference')}
          onChange={(reference) => set({ reference: orDefault(reference, 'cohort') })}
        />
        <NumberField
          label={t('retention.min')}
          pointer="/min_occurrences"
          value={search.min ?? usual.min_occurrences}
          min={1}
          max={1000}
          onChange={(min) => set({ min: orDefault(min, usual.min_occurrences) })}
        />
        <DayField
          label={t('retention.first')}
          pointer="/first_on"
          value={search.first}
          onChange={(first) => set({ first })}
        />
        <NumberField
          label={t('retention.cohorts')}
          pointer="/cohorts"
          value={search.cohorts ?? usual.cohorts}
          min={1}
          max={60}
          onChange={(cohorts) => set({ cohorts: orDefault(cohorts, usual.cohorts) })}
        />
        {/* Brackets say themselves how far they reach. */}
        {search.criteria === 'bracket' ? null : (
          <NumberField
            label={t('retention.periods')}
            pointer="/periods"
            value={search.periods ?? usual.periods}
            min={1}
            max={60}
            onChange={(count) => set({ periods: orDefault(count, usual.periods) })}
          />
        )}
      </MoreFields>
      <AudienceFields search={search} set={set} />
    </>
  );
}

type BracketsFieldProps = {
  value: number[] | undefined;
  onChange: (value: number[] | undefined) => void;
};

/** Lengths of brackets, as `1, 3, 7`. They count once the field is left. */
function BracketsField({ value, onChange }: BracketsFieldProps) {
  const { t } = useTranslation('insights');
  const text = (value ?? usual.brackets).join(', ');
  return (
    <BuilderField label={t('retention.brackets')} pointer="/brackets">
      {(control) => (
        <Input
          {...control}
          key={text}
          defaultValue={text}
          onPressEnter={(event) => event.currentTarget.blur()}
          onBlur={(event) => {
            const lengths = event.currentTarget.value
              .split(/[^\d]+/)
              .filter(Boolean)
              .map(Number);
            if (lengths.join(', ') !== text) onChange(lengths.length > 0 ? lengths : undefined);
          }}
        />
      )}
    </BuilderField>
  );
}
