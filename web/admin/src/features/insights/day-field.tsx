import { DayFilter } from '../../shared/filters/day-filter';
import { BuilderField } from './builder-field';

type DayFieldProps = {
  label: string;
  pointer: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** A calendar day; without one the question's own default holds. */
export function DayField({ label, pointer, value, onChange }: DayFieldProps) {
  return (
    <BuilderField label={label} pointer={pointer}>
      {() => <DayFilter label={label} value={value} onChange={onChange} />}
    </BuilderField>
  );
}
