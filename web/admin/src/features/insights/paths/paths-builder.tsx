import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EventSelect } from '../../../shared/events/event-select';
import { AsOfField } from '../as-of-field';
import { withUnit } from '../breakdown/breakdown-search';
import { SegmentField } from '../breakdown/segment-field';
import { SplitField } from '../breakdown/split-field';
import { BuilderField } from '../builder-field';
import { GapField } from '../gap-field';
import { MoreFields } from '../more-fields';
import { NumberField } from '../number-field';
import { RangeFields } from '../range-fields';
import { UnitField } from '../unit-fields';
import { fewestSteps, mostPerStep, mostSteps, type PathsSearch, usualPaths } from './paths-search';

const finer = ['names', 'without', 'per', 'gap', 'from', 'to', 'last', 'as_of'] as const;

type PathsBuilderProps = { search: PathsSearch; set: (change: Partial<PathsSearch>) => void };

export function PathsBuilder({ search, set }: PathsBuilderProps) {
  const { t } = useTranslation('insights');
  const orUsual = (key: keyof typeof usualPaths, value: number) =>
    value === usualPaths[key] ? undefined : value;
  return (
    <>
      <EndField
        label={t('paths.start')}
        pointer="/start"
        placeholder={t('paths.start_any')}
        value={search.start}
        onChange={(start) => set({ start })}
      />
      <EndField
        label={t('paths.end')}
        pointer="/end"
        placeholder={t('paths.end_any')}
        value={search.end}
        onChange={(end) => set({ end })}
      />
      <UnitField value={search.unit} onChange={(unit) => set(withUnit(unit, search))} />
      <NumberField
        label={t('paths.steps')}
        pointer="/steps"
        value={search.steps ?? usualPaths.steps}
        min={fewestSteps(search)}
        max={mostSteps}
        onChange={(steps) => set({ steps: orUsual('steps', steps) })}
      />
      <SplitField search={search} set={set} />
      <SegmentField search={search} set={set} />
      <MoreFields isUsed={finer.some((key) => search[key] !== undefined)}>
        <NumberField
          label={t('paths.per')}
          pointer="/per_step"
          value={search.per ?? usualPaths.per}
          min={1}
          max={mostPerStep}
          onChange={(per) => set({ per: orUsual('per', per) })}
        />
        <BuilderField label={t('paths.names')} pointer="/names" isWide>
          {(control) => (
            <EventSelect
              {...control}
              isAnyAllowed
              value={search.names}
              onChange={(names) => set({ names })}
            />
          )}
        </BuilderField>
        <BuilderField label={t('paths.without')} pointer="/without" isWide>
          {(control) => (
            <EventSelect
              {...control}
              placeholder={t('paths.without_none')}
              value={search.without}
              onChange={(without) => set({ without })}
            />
          )}
        </BuilderField>
        <GapField value={search.gap} onChange={(gap) => set({ gap })} />
        <RangeFields search={search} set={set} />
        <AsOfField search={search} set={set} />
      </MoreFields>
    </>
  );
}

type EndFieldProps = {
  label: string;
  pointer: string;
  placeholder: string;
  value: string | undefined;
  onChange: (name: string | undefined) => void;
};

/** One event at most; another choice takes the place of the first. */
function EndField({ label, pointer, placeholder, value, onChange }: EndFieldProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <BuilderField label={label} pointer={pointer} isWide>
      {(control) => (
        <EventSelect
          {...control}
          open={isOpen}
          onOpenChange={setIsOpen}
          placeholder={placeholder}
          value={value === undefined ? [] : [value]}
          onChange={(names) => {
            setIsOpen(false);
            onChange(names?.at(-1));
          }}
        />
      )}
    </BuilderField>
  );
}
