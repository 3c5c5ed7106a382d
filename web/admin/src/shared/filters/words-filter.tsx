import { Select } from 'antd';

type WordsFilterProps = {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
};

/** Free words, one of which must be the record's. */
export function WordsFilter({ label, value, onChange }: WordsFilterProps) {
  return (
    <Select<string[]>
      mode="tags"
      allowClear
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={label}
      tokenSeparators={[',', '\uFF0C']}
      value={value?.split(',') ?? []}
      onChange={(words) => onChange(words.join(',') || undefined)}
    />
  );
}
