import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { NamedGroup } from './use-groups';

type GroupSelectProps = {
  groups: NamedGroup[];
  /** Nothing means everybody. */
  value: string | undefined;
  onChange: (key: string | undefined) => void;
};

/** Which group is looked at; everybody is the first choice. */
export function GroupSelect({ groups, value, onChange }: GroupSelectProps) {
  const { t } = useTranslation('insights');
  const isKnown = groups.some(({ key }) => key === value);
  return (
    <Select<string>
      size="small"
      aria-label={t('split.group')}
      style={{ minWidth: 120, maxWidth: 220 }}
      popupMatchSelectWidth={false}
      value={isKnown && value ? value : ''}
      options={[
        { value: '', label: t('split.everybody') },
        ...groups.map(({ key, name }) => ({ value: key, label: name })),
      ]}
      onChange={(key) => onChange(key || undefined)}
    />
  );
}
