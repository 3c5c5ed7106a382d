import { Select } from 'antd';
import type { ReactNode } from 'react';
import { joinValues, splitValues } from './list-values';

type MultiFilterProps = {
  label: string;
  options: { value: string; label: ReactNode; search?: string }[];
  /** Values separated by commas, as they stand in the address. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  isLoading?: boolean;
};

/** Any of several values. Only the count shows when many are chosen, so that the row keeps its height. */
export function MultiFilter({ label, options, value, onChange, isLoading = false }: MultiFilterProps) {
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      popupMatchSelectWidth={false}
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={label}
      loading={isLoading}
      options={options.map((option) => ({ search: String(option.label), ...option }))}
      showSearch={{ optionFilterProp: 'search' }}
      value={splitValues(value)}
      onChange={(values) => onChange(joinValues(values))}
    />
  );
}
