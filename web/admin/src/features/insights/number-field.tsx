import { InputNumber } from 'antd';
import { useState } from 'react';
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
      {(control) => <Draft {...{ control, value, min, max, onChange }} key={value} />}
    </BuilderField>
  );
}

type DraftProps = Omit<NumberFieldProps, 'label' | 'pointer'> & {
  control: { 'aria-label': string; 'aria-describedby'?: string; status?: 'error' };
};

function Draft({ control, value, min, max, onChange }: DraftProps) {
  const [draft, setDraft] = useState<number | null>(value);
  const settle = () => {
    if (draft === null) setDraft(value);
    else if (draft !== value) onChange(draft);
  };
  return (
    <InputNumber<number>
      {...control}
      style={{ width: '100%' }}
      precision={0}
      min={min}
      max={max}
      value={draft}
      onChange={setDraft}
      onStep={onChange}
      onBlur={settle}
      onPressEnter={settle}
    />
  );
}
