import { Checkbox } from 'antd';

type ArchivedFilterProps = {
  label: string;
  value: boolean | undefined;
  onChange: (value: true | undefined) => void;
};

/** What was put away, instead of what is in use. */
export function ArchivedFilter({ label, value, onChange }: ArchivedFilterProps) {
  return (
    <Checkbox checked={Boolean(value)} onChange={({ target }) => onChange(target.checked || undefined)}>
      {label}
    </Checkbox>
  );
}
