import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';

type DaysPickerProps = { id?: string; value?: string[]; onChange?: (days: string[]) => void };

/** Several calendar days. */
export function DaysPicker({ value, onChange, ...rest }: DaysPickerProps) {
  return (
    <DatePicker
      multiple
      maxTagCount={12}
      format="YYYY-MM-DD"
      style={{ width: '100%' }}
      {...rest}
      value={(value ?? []).map((day) => dayjs(day))}
      onChange={(days: Dayjs[] | null) =>
        onChange?.((days ?? []).map((day) => day.format('YYYY-MM-DD')).sort())
      }
    />
  );
}
