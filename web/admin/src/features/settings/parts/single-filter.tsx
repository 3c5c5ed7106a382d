import { Select } from 'antd';

type SingleFilterProps = {
  label: string;
  options: { value: string; label: string }[];
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  isLoading?: boolean;
};

/** One of several values, or any. */
export function SingleFilter({ label, options, value, onChange, isLoading = false }: SingleFilterProps) {
  return (
    <Select<string>
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
