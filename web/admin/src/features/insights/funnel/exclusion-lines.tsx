import { IconButton } from '@perennial/ui';
import { Select } from 'antd';
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EventPicker } from '../../../shared/events/event-picker';
import styles from '../builder.module.css';
import { BuilderField } from '../builder-field';
import type { ChosenExclusion } from './funnel-search';

type ExclusionLinesProps = {
  exclusions: ChosenExclusion[];
  /** How many steps the funnel has. */
  steps: number;
  onChange: (exclusions: ChosenExclusion[]) => void;
};

/** Who does this between two steps is not counted as converted or dropped, but apart. */
export function ExclusionLines({ exclusions, steps, onChange }: ExclusionLinesProps) {
  const { t } = useTranslation('insights');
  return exclusions.map((exclusion, at) => {
    const number = at + 1;
    const change = (part: Partial<ChosenExclusion>) =>
      onChange(exclusions.map((old, place) => (place === at ? { ...old, ...part } : old)));
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: two of them may be the same; their place tells them apart
      <div key={at} className={styles.line}>
        <div className={styles.lineMain}>
          <BuilderField label={t('funnel.exclusion', { number })} pointer={`/exclusions/${at}`}>
            {(control) => (
              <EventPicker {...control} value={exclusion.events} onChange={(events) => change({ events })} />
            )}
          </BuilderField>
        </div>
        <StepSelect
          label={t('funnel.exclusion_from')}
          value={exclusion.from ?? 1}
          first={1}
          last={steps - 1}
          onChange={(from) => change({ from })}
        />
        <StepSelect
          label={t('funnel.exclusion_to')}
          value={exclusion.to ?? steps}
          first={(exclusion.from ?? 1) + 1}
          last={steps}
          onChange={(to) => change({ to })}
        />
        <IconButton
          label={t('funnel.exclusion_remove', { number })}
          icon={<X size={15} />}
          className={styles.remove}
          onClick={() => onChange(exclusions.filter((_, place) => place !== at))}
        />
      </div>
    );
  });
}

type StepSelectProps = {
  label: string;
  value: number;
  first: number;
  last: number;
  onChange: (step: number) => void;
};

function StepSelect({ label, value, first, last, onChange }: StepSelectProps) {
  const { t } = useTranslation('insights');
  return (
    <div className={styles.field}>
      <span className={styles.label} aria-hidden="true">
        {label}
      </span>
      <Select<number>
        aria-label={label}
        style={{ minWidth: 110 }}
        value={value}
        options={Array.from({ length: last - first + 1 }, (_, at) => ({
          value: first + at,
          label: t('funnel.step', { number: first + at }),
        }))}
        onChange={onChange}
      />
    </div>
  );
}
