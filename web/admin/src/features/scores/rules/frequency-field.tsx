import type { Frequency } from '@perennial/api-client';
import { Checkbox, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import styles from './rules.module.css';

type FrequencyFieldProps = { value: Frequency | null; onChange: (limit: Frequency | null) => void };

/** How often a rule counts at the most. */
export function FrequencyField({ value, onChange }: FrequencyFieldProps) {
  const { t } = useTranslation('scores');
  return (
    <span className={styles.pair}>
      <Checkbox
        checked={value !== null}
        onChange={(event) => onChange(event.target.checked ? { times: 3, days: 7 } : null)}
      >
        {t('frequency.label')}
      </Checkbox>
      {value ? (
        <>
          <InputNumber<number>
            aria-label={t('frequency.times')}
            className={styles.numberInput ?? ''}
            min={1}
            max={1_000}
            precision={0}
            suffix={t('unit.times')}
            value={value.times}
            onChange={(times) => onChange({ ...value, times: times ?? 1 })}
          />
          <InputNumber<number>
            aria-label={t('frequency.days')}
            className={styles.numberInput ?? ''}
            min={1}
            max={3_650}
            precision={0}
            suffix={t('unit.days')}
            value={value.days}
            onChange={(days) => onChange({ ...value, days: days ?? 1 })}
          />
        </>
      ) : null}
    </span>
  );
}
