import { DayFilter } from '../../shared/filters/day-filter';
import { BuilderField } from './builder-field';

type DayFieldProps = {
  label: string;
  /** What holds without a day. */
  placeholder?: string;
  pointer: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** A calendar day; without one the question's own default holds. */
export function DayField({ label, placeholder, pointer, value, onChange }: DayFieldProps) {
  return (
    <BuilderField label={label} pointer={pointer}>
      {() => <DayFilter label={label} placeholder={placeholder ?? label} value={value} onChange={onChange} />}
    </BuilderField>
  );
}
