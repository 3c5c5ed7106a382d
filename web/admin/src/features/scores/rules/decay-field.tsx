import type { Decay } from '@perennial/api-client';
import { InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../shared/forms/labelled';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import styles from './rules.module.css';

const kinds = ['none', 'linear', 'half_life'] as const;
type Kind = (typeof kinds)[number];

function kindOf(decay: Decay): Kind {
  if (decay === 'none') return 'none';
  return 'linear' in decay ? 'linear' : 'half_life';
}

const starts: Record<Kind, Decay> = {
  none: 'none',
  linear: { linear: { per_month: 0.5 } },
  half_life: { half_life: { days: 30 } },
};

type DecayFieldProps = { value: Decay; pointer: string; onChange: (decay: Decay) => void };

/** How the points of a group fade. */
export function DecayField({ value, pointer, onChange }: DecayFieldProps) {
  const { t } = useTranslation('scores');
  return (
    <Labelled label={t('decay.label')} hint={t('decay.hint')} problem={useRuleProblem(pointer)}>
      {(id) => (
        <span className={styles.pair}>
          <Select<Kind>
            id={id}
            popupMatchSelectWidth={false}
            value={kindOf(value)}
            options={kinds.map((kind) => ({ value: kind, label: t(`decay.${kind}`) }))}
            onChange={(kind) => onChange(starts[kind])}
          />
          {value !== 'none' && 'linear' in value ? (
            <InputNumber<number>
              aria-label={t('decay.per_month')}
              className={styles.numberInput ?? ''}
              min={1}
              max={100}
              suffix="%"
              value={Math.round(value.linear.per_month * 100)}
              onChange={(percent) => onChange({ linear: { per_month: (percent ?? 50) / 100 } })}
            />
          ) : null}
          {value !== 'none' && 'half_life' in value ? (
            <InputNumber<number>
              aria-label={t('decay.days')}
              className={styles.numberInput ?? ''}
              min={1}
              max={3_650}
              suffix={t('unit.days')}
              value={value.half_life.days}
              onChange={(days) => onChange({ half_life: { days: days ?? 30 } })}
            />
          ) : null}
        </span>
      )}
    </Labelled>
  );
}
