import { InputNumber, type InputNumberProps } from 'antd';
import { useState } from 'react';

type SettledNumberProps = Omit<InputNumberProps<number>, 'value' | 'defaultValue' | 'onChange' | 'onStep'> & {
  value: number;
  onChange: (value: number) => void;
};

/** A whole number that counts once the field is left or Enter is pressed: every digit would ask anew. Never empty. */
export function SettledNumber(props: SettledNumberProps) {
  return <Draft key={props.value} {...props} />;
}

function Draft({ value, onChange, ...rest }: SettledNumberProps) {
  const [draft, setDraft] = useState<number | null>(value);
  const settle = () => {
    if (draft === null) setDraft(value);
    else if (draft !== value) onChange(draft);
  };
  return (
    <InputNumber<number>
      {...rest}
      precision={0}
      value={draft}
      onChange={setDraft}
      onStep={onChange}
      onBlur={settle}
      onPressEnter={settle}
    />
  );
}
