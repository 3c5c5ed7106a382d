import type { Filter } from '@perennial/ui';
import { Checkbox } from 'antd';

/** What was put away, instead of what is in use. */
export function archivedFilter(
  label: string,
  value: boolean | undefined,
  onChange: (value: true | undefined) => void,
): Filter {
  return {
    id: 'archived',
    label,
    isActive: Boolean(value),
    control: (
      <Checkbox checked={Boolean(value)} onChange={({ target }) => onChange(target.checked || undefined)}>
        {label}
      </Checkbox>
    ),
  };
}
