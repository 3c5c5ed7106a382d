import { Select } from 'antd';

type LinkedFilterProps = {
  label: string;
  value: string;
  /** The value in words. */
  text: string;
  onClear: () => void;
};

/** A filter that only a link sets: there is nothing to choose, only to leave. */
export function LinkedFilter({ label, value, text, onClear }: LinkedFilterProps) {
  return (
    <Select<string>
      allowClear
      style={{ width: '100%' }}
      popupMatchSelectWidth={false}
      aria-label={label}
      value={value}
      options={[{ value, label: text }]}
      onChange={(chosen) => {
        if (!chosen) onClear();
      }}
    />
  );
}
