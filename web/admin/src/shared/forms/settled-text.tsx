import { Input, type InputProps } from 'antd';

type SettledTextProps = Omit<InputProps, 'value' | 'defaultValue' | 'onChange' | 'onBlur'> & {
  value: string;
  onChange: (value: string) => void;
};

/** A text that counts once the field is left or Enter is pressed. */
export function SettledText({ value, onChange, ...rest }: SettledTextProps) {
  return (
    <Input
      key={value}
      {...rest}
      defaultValue={value}
      onPressEnter={(event) => event.currentTarget.blur()}
      onBlur={(event) => {
        if (event.currentTarget.value !== value) onChange(event.currentTarget.value);
      }}
    />
  );
}
