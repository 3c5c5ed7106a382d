import { Select } from 'antd';

type SingleFilterProps<Value extends string> = {
  label: string;
  options: { value: Value; label: string }[];
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
  isLoading?: boolean;
};

/** One of several values, or any. */
export function SingleFilter<Value extends string>(props: SingleFilterProps<Value>) {
  const { label, options, value, onChange, isLoading = false } = props;
  return (
    <Select<Value>
      allowClear
      style={{ width: '100%' }}
      popupMatchSelectWidth={false}
      aria-label={label}
      placeholder={label}
      loading={isLoading}
      options={options}
      showSearch={{ optionFilterProp: 'label' }}
      {...(value ? { value } : {})}
      onChange={(next) => onChange(next || undefined)}
    />
  );
}
