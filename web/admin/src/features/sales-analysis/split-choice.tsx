import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Split, splits } from './sales-search';

type SplitChoiceProps = { value: Split; onChange: (value: Split) => void };

/** By what figures are split. */
export function SplitChoice({ value, onChange }: SplitChoiceProps) {
  const { t } = useTranslation('sales-analysis');
  return (
    <Segmented<Split>
      size="small"
      aria-label={t('by.label')}
      value={value}
      options={splits.map((each) => ({ value: each, label: t(`by.${each}`) }))}
      onChange={onChange}
    />
  );
}
