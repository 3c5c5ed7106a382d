import { useKit } from '@perennial/ui';
import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { fromWallTime, toWallTime } from './zoned';

type MomentPickerProps = {
  /** RFC 3339; the form's value. */
  value?: string | null;
  onChange?: (value: string | null) => void;
  id?: string;
  placeholder?: string;
  'aria-label'?: string;
};

/** Chooses a moment on the workspace's clock. */
export function MomentPicker({ value, onChange, ...rest }: MomentPickerProps) {
  const { timeZone } = useKit();
  return (
    <DatePicker
      showTime={{ format: 'HH:mm', minuteStep: 15, defaultOpenValue: dayjs('2000-01-01T09:00') }}
      needConfirm={false}
      format="YYYY-MM-DD HH:mm"
      style={{ width: '100%' }}
      {...rest}
      value={value ? dayjs(toWallTime(new Date(value), timeZone)) : null}
      onChange={(chosen) =>
        onChange?.(chosen ? fromWallTime(chosen.format('YYYY-MM-DDTHH:mm'), timeZone).toISOString() : null)
      }
    />
  );
}

type DayPickerProps = Omit<MomentPickerProps, 'value'> & {
  /** `2026-11-21`. */
  value?: string | null;
  maxToday?: boolean;
};

/** Chooses a calendar day. */
export function DayPicker({ value, onChange, maxToday = false, ...rest }: DayPickerProps) {
  const { timeZone } = useKit();
  const today = dayjs(toWallTime(new Date(), timeZone));
  return (
    <DatePicker
      format="YYYY-MM-DD"
      style={{ width: '100%' }}
      {...rest}
      {...(maxToday ? { maxDate: today } : {})}
      value={value ? dayjs(value) : null}
      onChange={(chosen) => onChange?.(chosen ? chosen.format('YYYY-MM-DD') : null)}
    />
  );
}
