import { Select } from 'antd';
import { BuilderField } from './builder-field';

type ChoiceFieldProps<Value extends string> = {
  label: string;
  pointer: string;
  value: Value;
  options: { value: Value; label: string; title?: string }[];
  onChange: (value: Value) => void;
};

/** One of a few words; one of them always holds. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, pointer, value, options, onChange } = props;
  return (
    <BuilderField label={label} pointer={pointer}>
      {(control) => (
        <Select<Value>
          {...control}
          style={{ width: '100%' }}
          popupMatchSelectWidth={false}
          value={value}
          options={options}
          onChange={onChange}
        />
      )}
    </BuilderField>
  );
}
