import { SettledNumber } from '../../shared/forms/settled-number';
import { BuilderField } from './builder-field';

type NumberFieldProps = {
  label: string;
  pointer: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
};

/** A whole number. It counts once the field is left or Enter is pressed: every digit would ask anew. */
export function NumberField({ label, pointer, value, min, max, onChange }: NumberFieldProps) {
  return (
    <BuilderField label={label} pointer={pointer}>
      {(control) => (
        <SettledNumber {...control} {...{ value, min, max, onChange }} style={{ width: '100%' }} />
      )}
    </BuilderField>
  );
}
