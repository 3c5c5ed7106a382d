import { useKit } from '@perennial/ui';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { SettledNumber } from '../../forms/settled-number';
import { DayPicker } from '../../time/pickers';
import { dayInZone } from '../../time/zoned';
import type { DayWindow } from '../draft/condition-draft';
import styles from './condition-builder.module.css';

type Mode = 'last_days' | 'between' | 'ever';
const modes = ['last_days', 'between', 'ever'] as const satisfies Mode[];

type WindowFieldsProps = { value: DayWindow | undefined; onChange: (value: DayWindow | undefined) => void };

/** In which days something happened: the last ones, between two of the calendar, or ever. */
export function WindowFields({ value, onChange }: WindowFieldsProps) {
  const { t } = useTranslation('conditions');
  const { timeZone } = useKit();
  const mode: Mode = !value ? 'ever' : value.last_days ? 'last_days' : 'between';
  const startOf = (next: Mode): DayWindow | undefined => {
    if (next === 'ever') return undefined;
    if (next === 'last_days') return { last_days: 30 };
    const now = new Date();
    return { from_on: dayInZone(now, timeZone, -29), to_on: dayInZone(now, timeZone, 0) };
  };
  return (
    <span className={styles.together}>
      <Select<Mode>
        aria-label={t('window.label')}
        popupMatchSelectWidth={false}
        value={mode}
        options={modes.map((each) => ({ value: each, label: t(`window.${each}`) }))}
        onChange={(next) => onChange(startOf(next))}
      />
      {value?.last_days ? (
        <SettledNumber
          aria-label={t('window.days')}
          className={styles.number ?? ''}
          min={1}
          max={3_650}
          suffix={t('field.days')}
          value={value.last_days}
          onChange={(last_days) => onChange({ last_days })}
        />
      ) : null}
      {value && mode === 'between' ? (
        <span className={styles.days}>
          <DayPicker
            aria-label={t('window.from')}
            value={value.from_on ?? null}
            onChange={(day) => onChange(between(day, value.to_on))}
          />
          <DayPicker
            aria-label={t('window.to')}
            value={value.to_on ?? null}
            onChange={(day) => onChange(between(value.from_on, day))}
          />
        </span>
      ) : null}
    </span>
  );
}

/** Either day may be open; without both there is no window. */
function between(from: string | null | undefined, to: string | null | undefined): DayWindow | undefined {
  if (!from && !to) return undefined;
  return { ...(from ? { from_on: from } : {}), ...(to ? { to_on: to } : {}) };
}
