import { useHotkeys } from '@perennial/ui';
import { Button } from 'antd';
import { type LucideIcon, Plus } from 'lucide-react';

type CreateButtonOptions = {
  label: string;
  /** Under which the C key stands on the sheet of keys. */
  group: string;
  isAllowed: boolean;
  icon?: LucideIcon;
  onCreate: () => void;
};

/** The way to a new record, by button and by C; nothing for those who may not make one. */
export function useCreateButton({
  label,
  group,
  isAllowed,
  icon: Icon = Plus,
  onCreate,
}: CreateButtonOptions) {
  useHotkeys(isAllowed ? [{ keys: 'c', label, group, run: onCreate }] : []);
  if (!isAllowed) return null;
  return (
    <Button type="primary" icon={<Icon size={14} />} onClick={onCreate}>
      {label}
    </Button>
  );
}
